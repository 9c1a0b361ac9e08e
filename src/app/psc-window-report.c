/* psc-window-report.c: how an exercise leaves the window
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-report"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-export.h"
#include "psc-export-choices.h"
#include "psc-format.h"
#include "psc-window-private.h"

#define WHAT "psc-exercise-export"

static const struct
{
  const char *action;
  const char *title; /* of the file dialog */
  const char *kind;  /* of files */
  const char *saved;
} words[PSC_N_EXERCISE_EXPORTS] = {
  [PSC_EXERCISE_EXPORT_REPORT] = {
    "export-report", N_("Export Report"), N_("Report (PDF)"),
    N_("Report saved") },
  [PSC_EXERCISE_EXPORT_SLIDE] = {
    "export-slide", N_("Export Slide"), N_("Picture (PNG, SVG or PDF)"),
    N_("Picture saved") },
  [PSC_EXERCISE_EXPORT_POINTS] = {
    "export-points", N_("Export Points"), N_("Table (CSV)"),
    N_("Data saved") },
  [PSC_EXERCISE_EXPORT_SWEEPS] = {
    "export-sweeps", N_("Export All Runs"), N_("Record (JSON)"),
    N_("Data saved") },
};

static PscExercise *
get_exercise (PscWindow *self)
{
  return psc_exercise_page_get_exercise (
    psc_exercises_page_get_page (self->exercises_page));
}

static void
save (PscWindow         *self,
      PscExerciseExport  what,
      const char        *path)
{
  g_autoptr (GError) error = NULL;
  PscExportChoices choices;

  /* The bus may have cleared it while a name was chosen. */
  if (psc_exercise_get_state (get_exercise (self)) != PSC_EXERCISE_MEASURED)
    return;

  psc_export_choices_load (&choices, self->settings);
  if (psc_exercise_export_write (get_exercise (self), what,
                                 (PscPaletteKind) choices.palette, path,
                                 &error))
    {
      psc_export_choices_save_folder (self->settings, path);
      _psc_window_show_saved (self, _(words[what].saved), path);
    }
  else
    {
      _psc_window_show_error (self, _("The File Could Not Be Saved"),
                              error->message);
    }
}

/* The dialog has asked whether to replace a file of the name that was given,
 * but not of one with an ending. */
static void
save_as (PscWindow         *self,
         PscExerciseExport  what,
         const char        *given)
{
  g_autofree char *path = psc_exercise_export_dup_path (what, given);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (g_str_equal (path, given) || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      save (self, what, path);
      return;
    }

  base = g_path_get_basename (path);
  name = psc_format_name (base);
  message = g_strdup_printf (_("There is a file “%s” already. Choose another "
                               "name, or write this one in full to replace "
                               "it."), name);
  _psc_window_show_error (self, _("The File Could Not Be Saved"), message);
}

static void
response_cb (PscWindow *self,
             int        response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  PscExerciseExport what =
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), WHAT));
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (g_file_peek_path (file) != NULL)
    save_as (self, what, g_file_peek_path (file));
  else
    _psc_window_show_error (self, _("The File Could Not Be Saved"),
                            _("Choose a folder of this computer."));
}

static void
add_filter (GtkFileChooser    *chooser,
            PscExerciseExport  what)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *ending;

  gtk_file_filter_set_name (filter, _(words[what].kind));
  for (guint i = 0;
       (ending = psc_exercise_export_get_ending (what, i)) != NULL;
       i++)
    gtk_file_filter_add_suffix (filter, ending + 1);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose_file (PscWindow         *self,
             PscExerciseExport  what)
{
  GtkFileChooserNative *chooser =
    _psc_window_new_chooser (self, _(words[what].title),
                             GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                             G_CALLBACK (response_cb));
  g_autofree char *path = psc_export_choices_dup_folder (self->settings);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autofree char *name =
    psc_exercise_export_dup_name (get_exercise (self), what);

  g_object_set_data (G_OBJECT (chooser), WHAT, GUINT_TO_POINTER (what));
  add_filter (GTK_FILE_CHOOSER (chooser), what);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder,
                                       NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (PscExerciseExport i = 0; i < PSC_N_EXERCISE_EXPORTS; i++)
    if (g_str_equal (words[i].action, name))
      choose_file (user_data, i);
}

/* Without a question, for other programs: as the ending of the name says. */
static void
export_exercise_to_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  g_autofree char *path =
    g_canonicalize_filename (g_variant_get_string (parameter, NULL), NULL);
  PscExerciseExport what;

  if (psc_exercise_export_from_name (path, &what))
    save (self, what, path);
  else
    _psc_window_show_error (self, _("The File Could Not Be Saved"),
                            _("End its name in .pdf, .png, .svg, .csv or "
                              ".json."));
}

static const GActionEntry entries[] = {
  { "export-report", export_action },
  { "export-slide", export_action },
  { "export-points", export_action },
  { "export-sweeps", export_action },
  { "export-exercise-to", export_exercise_to_action, "s" },
};

/**
 * _psc_window_add_report_actions:
 *
 * Gives a new window the actions by which an exercise leaves it.
 */
void
_psc_window_add_report_actions (PscWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}

/**
 * _psc_window_update_report_actions:
 *
 * Enables them while an exercise is shown that has been measured.  The header
 * has a button for what is shown, and says why there is nothing to export.
 */
void
_psc_window_update_report_actions (PscWindow *self)
{
  gboolean shown = _psc_window_shows_exercises (self);
  gboolean enabled = shown && psc_exercise_get_state (get_exercise (self)) ==
                              PSC_EXERCISE_MEASURED;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    _psc_window_set_enabled (self, entries[i].name, enabled);

  gtk_widget_set_visible (self->export_button, !shown);
  gtk_widget_set_visible (self->report_button, shown);
  gtk_widget_set_sensitive (self->report_button, enabled);
  gtk_widget_set_tooltip_text (self->report_button,
                               enabled ? _("Export the Exercise")
                                       : _("Measure the exercise, then export "
                                           "it here"));
}
