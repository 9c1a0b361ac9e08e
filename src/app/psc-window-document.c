/* psc-window-document.c: runs that have been written to files
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-document-reader.h"
#include "psc-format.h"
#include "psc-window-private.h"

static void
show_problem (PscWindow    *self,
              GFile        *file,
              const GError *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = psc_format_name (base);
  g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading,
                                              error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close",
                                   _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PscWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = psc_document_open_finish (G_FILE (object), result,
                                                     &error);

  /* The window may have been closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  if (run == NULL)
    {
      show_problem (self, G_FILE (object), error);
      return;
    }

  psc_session_restore_run (self->session, run, 0);
  adw_view_stack_set_visible_child_name (self->pages, "run");
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

      _psc_window_open_document (self, file);
    }
}

static void
open_run_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GtkFileChooserNative *chooser =
    _psc_window_new_chooser (user_data, _("Open a Run"),
                             GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                             G_CALLBACK (open_response_cb));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Run documents (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * _psc_window_is_document:
 *
 * Whether a file is meant as a run document: a JSON file, and no directory.
 */
gboolean
_psc_window_is_document (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *lower = base != NULL ? g_ascii_strdown (base, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ".json") &&
         g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) !=
         G_FILE_TYPE_DIRECTORY;
}

/**
 * _psc_window_refuse_run:
 *
 * Says why no other run can be shown while something is measured.
 */
void
_psc_window_refuse_run (PscWindow *self)
{
  _psc_window_toast (self, psc_session_is_busy (self->session)
                           ? _("Stop the run before you open another")
                           : _("Stop measuring before you open a run"));
}

/**
 * _psc_window_open_document:
 * @file: a run document, or anything else
 *
 * Shows the run that a document tells of as one of this sitting's.  If there
 * is none in it, the window says why.
 */
void
_psc_window_open_document (PscWindow *self,
                           GFile     *file)
{
  if (_psc_window_is_busy (self))
    {
      _psc_window_refuse_run (self);
      return;
    }

  psc_document_open_async (file, NULL, opened_cb, g_object_ref (self));
}

/**
 * _psc_window_add_document_action:
 *
 * Gives a new window the action that opens a run.
 */
void
_psc_window_add_document_action (PscWindow *self)
{
  const GActionEntry entries[] = {
    { "open-run", open_run_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}
