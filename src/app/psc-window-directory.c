/* psc-window-directory.c: which directory the window is about
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-directory"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-format.h"
#include "psc-window-private.h"

#define MAX_RECENT 8
#define COUNT_INTERVAL_MS 100

static void
forget (PscWindow  *self,
        const char *directory)
{
  g_auto (GStrv) before = g_settings_get_strv (self->settings, "recent");
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], uri))
      g_strv_builder_add (builder, before[i]);

  after = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent", (const char **) after);
}

static void
remember (PscWindow  *self,
          const char *directory)
{
  g_auto (GStrv) before = NULL;
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
  const char *after[MAX_RECENT + 1] = { uri };

  forget (self, directory);
  before = g_settings_get_strv (self->settings, "recent");
  for (guint i = 0; i < MAX_RECENT - 1 && before[i] != NULL; i++)
    after[i + 1] = before[i];

  g_settings_set_strv (self->settings, "recent", after);
  g_settings_set_string (self->settings, "last-directory", uri);
}

/* Names in a menu have no mnemonics, and few tell a directory by its name. */
static char *
dup_menu_label (const char *path)
{
  g_autofree char *name = psc_format_name (path);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
fill_recent (PscWindow *self)
{
  g_auto (GStrv) uris = g_settings_get_strv (self->settings, "recent");

  g_menu_remove_all (self->recent);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (uris[i], NULL, NULL);
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (path == NULL)
        continue;

      label = dup_menu_label (path);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s",
                                         uris[i]);
      g_menu_append_item (self->recent, item);
    }

  _psc_window_set_enabled (self, "clear-recent", uris[0] != NULL);
}

static void
open_response_cb (PscWindow *self,
                  int        response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file =
        gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      psc_window_open (self, file);
    }
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  const char *directory = psc_session_get_directory (self->session);
  g_autoptr (GFile) file = g_file_new_for_path (
    directory != NULL ? directory : g_get_home_dir ());
  GtkFileChooserNative *chooser =
    _psc_window_new_chooser (self, _("Choose a Directory"),
                             GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                             _("_Choose"), G_CALLBACK (open_response_cb));

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_recent_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  g_autoptr (GFile) file =
    g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  psc_window_open (user_data, file);
}

static void
clear_recent_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  g_settings_reset (PSC_WINDOW (user_data)->settings, "recent");
}

/* The first directory counts, and then a run document.  Another file is
 * refused: it would drive out what is shown, only to say that it cannot be
 * run. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         PscWindow     *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (files == NULL)
    return FALSE;

  for (GSList *link = files; link != NULL; link = link->next)
    {
      if (g_file_query_file_type (link->data, G_FILE_QUERY_INFO_NONE, NULL) ==
          G_FILE_TYPE_DIRECTORY)
        {
          psc_window_open (self, link->data);
          return TRUE;
        }
    }
  if (_psc_window_is_document (files->data))
    {
      _psc_window_open_document (self, files->data);
      return TRUE;
    }

  base = g_file_get_basename (files->data);
  name = psc_format_name (base);
  text = g_strdup_printf (_("“%s” is not a directory. Drop the directory that "
                            "holds it."), name);
  _psc_window_toast (self, text);

  return FALSE;
}

static gboolean
count_cb (gpointer user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  guint n_found = psc_session_get_n_found (self->session);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%'u entry so far", "%'u entries so far",
                               n_found), n_found);

  adw_status_page_set_description (self->reading_page, text);

  return G_SOURCE_CONTINUE;
}

/**
 * _psc_window_show_reading:
 *
 * Counts the entries while a directory is read.
 */
void
_psc_window_show_reading (PscWindow *self)
{
  PscSessionState state = psc_session_get_state (self->session);

  if (state != PSC_SESSION_READING)
    {
      g_clear_handle_id (&self->reading_source_id, g_source_remove);
    }
  else if (self->reading_source_id == 0)
    {
      count_cb (self);
      self->reading_source_id = g_timeout_add (COUNT_INTERVAL_MS, count_cb,
                                               self);
    }
}

static char *
dup_place (PscWindow  *self,
           const char *path)
{
  PscListing *listing = psc_session_get_listing (self->session);
  guint n_files;

  if (listing == NULL)
    return g_strdup (path);

  n_files = psc_listing_get_n_files (listing);

  return g_strdup_printf (ngettext ("%'u entry in %s", "%'u entries in %s",
                                    n_files), n_files, path);
}

/**
 * _psc_window_show_count:
 *
 * Tells how many entries the directory has, where there is room.
 */
void
_psc_window_show_count (PscWindow *self)
{
  PscListing *listing = psc_session_get_listing (self->session);
  GtkWidget *label = GTK_WIDGET (self->count_label);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (label, listing != NULL &&
                                 !adw_flap_get_folded (self->flap));
  if (listing == NULL)
    return;

  text = g_strdup_printf ("%'u", psc_listing_get_n_files (listing));
  gtk_label_set_label (self->count_label, text);
}

/**
 * _psc_window_show_directory:
 *
 * Tells the name and the path of the directory and how many entries it has;
 * one that has gone is not offered again.
 */
void
_psc_window_show_directory (PscWindow *self)
{
  const char *directory = psc_session_get_directory (self->session);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;

  _psc_window_show_count (self);
  if (directory == NULL)
    return;

  base = g_path_get_basename (directory);
  name = psc_format_name (base);
  path = psc_format_name (directory);
  gtk_label_set_label (self->directory_label, name);
  place = dup_place (self, path);
  adw_window_title_set_subtitle (self->title, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->open_button), place);

  if (self->settings != NULL &&
      g_error_matches (psc_session_get_error (self->session), PSC_ERROR,
                       PSC_ERROR_NOT_FOUND))
    forget (self, directory);
}

/**
 * _psc_window_follow_recent:
 *
 * Fills the menu of a window, if there are settings, with the directories of
 * all windows.
 */
void
_psc_window_follow_recent (PscWindow *self)
{
  _psc_window_set_enabled (self, "clear-recent", FALSE);
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, "changed::recent",
                           G_CALLBACK (fill_recent), self, G_CONNECT_SWAPPED);
  fill_recent (self);
}

/* A split button in this version tells the names of its parts to the eye only. */
static void
name_parts (PscWindow *self,
            GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_MENU_BUTTON (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _("Recent Directories"), -1);
      else if (GTK_IS_BUTTON (child))
        gtk_accessible_update_relation (GTK_ACCESSIBLE (child),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                        self->directory_label, NULL, -1);
      else
        name_parts (self, child);
    }
}

/**
 * _psc_window_set_up_directory:
 *
 * Gives a new window the ways in which it takes up a directory.
 */
void
_psc_window_set_up_directory (PscWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST,
                                               GDK_ACTION_COPY);
  const GActionEntry entries[] = {
    { "open", open_action },
    { "open-recent", open_recent_action, "s" },
    { "clear-recent", clear_recent_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
  _psc_window_add_document_action (self);
  name_parts (self, GTK_WIDGET (self->open_button));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * psc_window_open:
 * @file: a directory of this machine, or a run document
 *
 * Takes up another directory, or shows a run.  If that cannot be, the window
 * says why.
 */
void
psc_window_open (PscWindow *self,
                 GFile     *file)
{
  const char *path;

  g_return_if_fail (PSC_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (_psc_window_is_document (file))
    {
      _psc_window_open_document (self, file);
      return;
    }

  if (_psc_window_is_busy (self))
    {
      _psc_window_toast (self, psc_session_is_busy (self->session)
                               ? _("Stop the run before you change "
                                   "the directory")
                               : _("Stop measuring before you change "
                                   "the directory"));
      return;
    }

  path = g_file_peek_path (file);
  if (path == NULL)
    {
      _psc_window_toast (self, _("Only directories of this machine "
                                 "can be run"));
      return;
    }

  psc_session_set_directory (self->session, path);
  if (self->settings != NULL)
    remember (self, path);
}

/**
 * psc_window_restore:
 *
 * Takes up the directory of the last time, if it is wanted and still there, and
 * the exercises as they were left.
 */
void
psc_window_restore (PscWindow *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (PSC_IS_WINDOW (self));

  psc_exercises_page_restore (self->exercises_page);
  if (self->settings == NULL ||
      !g_settings_get_boolean (self->settings, "open-last"))
    return;

  uri = g_settings_get_string (self->settings, "last-directory");
  path = *uri != '\0' ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    psc_session_set_directory (self->session, path);
}
