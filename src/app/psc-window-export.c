/* psc-window-export.c: how a run leaves the window
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-window-export"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-export-dialog.h"
#include "psc-format.h"
#include "psc-print.h"
#include "psc-toast.h"
#include "psc-window-private.h"

/**
 * _psc_window_show_saved:
 * @text: what was saved
 * @path: where
 *
 * Tells that a file is there, and offers to open its folder.
 */
void
_psc_window_show_saved (PscWindow  *self,
                        const char *text,
                        const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  AdwToast *toast = psc_toast_new (text);

  adw_toast_set_button_label (toast, _("_Open Folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * _psc_window_show_error:
 * @heading: what could not be done
 * @message: why, and what to do
 *
 * Tells that something failed.
 */
void
_psc_window_show_error (PscWindow  *self,
                        const char *heading,
                        const char *message)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self), heading, message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close",
                                   _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (PscWindow  *self,
          const char *path)
{
  PscExportFormat format = PSC_EXPORT_PNG;

  psc_export_format_from_name (path, &format);
  _psc_window_show_saved (self, psc_export_is_picture (format)
                                ? _("Picture saved") : _("Data saved"), path);
}

static void
read_options (PscWindow        *self,
              PscFigureOptions *options)
{
  PscExportChoices choices;
  PscExportView view;

  psc_export_choices_load (&choices, self->settings);
  psc_export_view_read (&view, psc_run_page_get_timeline (self->run_page));
  psc_export_choices_apply (&choices, &view, options);
}

static PscExportDialog *
present_dialog_for (PscWindow           *self,
                    PscRun              *run,
                    const PscExportView *view)
{
  GtkWidget *dialog = psc_export_dialog_new (run, view, self->settings);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return PSC_EXPORT_DIALOG (dialog);
}

static PscExportDialog *
present_dialog (PscWindow *self)
{
  PscExportView view;

  psc_export_view_read (&view, psc_run_page_get_timeline (self->run_page));

  return present_dialog_for (self, psc_run_page_get_run (self->run_page),
                             &view);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  present_dialog (user_data);
}

static void
export_data_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  psc_export_dialog_show_data (present_dialog (user_data));
}

/* What is being done for a window, which may be closed meanwhile. */
typedef struct
{
  GWeakRef  window;
  char     *path; /* NULL for the clipboard */
} Errand;

static Errand *
errand_new (PscWindow  *window,
            const char *path)
{
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->window, window);
  errand->path = g_strdup (path);

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_weak_ref_clear (&errand->window);
  g_free (errand->path);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (PscWindow) self = g_weak_ref_get (&errand->window);
  g_autoptr (GError) error = NULL;
  gboolean written = psc_export_write_finish (PSC_RUN (source), result,
                                              &error);

  if (self == NULL)
    return;

  if (written)
    saved_cb (self, errand->path);
  else
    _psc_window_show_error (self, _("The File Could Not Be Saved"),
                            error->message);
}

/* Without a question, for other programs: as the ending of the name says. */
static void
export_to_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  g_autofree char *path =
    g_canonicalize_filename (g_variant_get_string (parameter, NULL), NULL);
  PscFigureOptions options;
  PscExportFormat format;

  if (!psc_export_format_from_name (path, &format))
    {
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *name = psc_format_name (base);
      g_autofree char *message =
        g_strdup_printf (_("The name “%s” does not tell the kind of file. End "
                           "it in .png, .svg, .pdf, .csv, .json or "
                           ".trace.json."), name);

      _psc_window_show_error (self, _("The File Could Not Be Saved"), message);
      return;
    }

  read_options (self, &options);
  psc_export_write_async (psc_run_page_get_run (self->run_page), format,
                          &options, path, NULL, write_cb,
                          errand_new (self, path));
}

static void
copy_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (PscWindow) self = g_weak_ref_get (&errand->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkContentProvider) content =
    psc_export_draw_finish (PSC_RUN (source), result, &error);

  if (self == NULL)
    return;

  if (content == NULL)
    {
      _psc_window_show_error (self, _("The Picture Could Not Be Copied"),
                              error->message);
      return;
    }

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                             content);
  _psc_window_toast (self, _("Picture copied"));
}

static void
copy_picture_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  PscFigureOptions options;

  read_options (self, &options);
  psc_export_draw_async (psc_run_page_get_run (self->run_page), &options, NULL,
                         copy_cb, errand_new (self, NULL));
}

static void
print_done_cb (PscWindow               *self,
               GtkPrintOperationResult  result,
               GtkPrintOperation       *print)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (print, &error);
  _psc_window_show_error (self, _("The Run Could Not Be Printed"),
                          error->message);
}

/* Paper is white. */
static PscPaletteKind
get_paper_palette (PscPaletteKind kind)
{
  return kind == PSC_PALETTE_HIGH_CONTRAST_LIGHT ||
         kind == PSC_PALETTE_HIGH_CONTRAST_DARK
         ? PSC_PALETTE_HIGH_CONTRAST_LIGHT : PSC_PALETTE_LIGHT;
}

static void
print_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PscWindow *self = PSC_WINDOW (user_data);
  PscRun *run = psc_run_page_get_run (self->run_page);
  PscFigureOptions options;
  g_autoptr (PscPrint) print = NULL;
  PscFigures one;
  gboolean has_one;

  read_options (self, &options);
  options.palette = get_paper_palette (options.palette);
  has_one = psc_session_get_one_worker (self->session, run, &one);
  print = psc_print_new (run, has_one ? &one : NULL, &options);
  gtk_print_operation_set_allow_async (GTK_PRINT_OPERATION (print), TRUE);
  g_signal_connect_object (print, "done", G_CALLBACK (print_done_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_print_operation_run (GTK_PRINT_OPERATION (print),
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), NULL);
}

static const GActionEntry entries[] = {
  { "export", export_action },
  { "export-data", export_data_action },
  { "export-to", export_to_action, "s" },
  { "copy-picture", copy_picture_action },
  { "print", print_action },
};

/**
 * _psc_window_export_run:
 * @run: a run that has ended, which need not be shown
 *
 * Opens the dialog that exports a run, with all of it in the picture.
 */
void
_psc_window_export_run (PscWindow *self,
                        PscRun    *run)
{
  const PscExportView view = {
    .orientation = PSC_ORIENTATION_LANES,
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .show_steps = TRUE,
  };

  present_dialog_for (self, run, &view);
}

/**
 * _psc_window_add_export_actions:
 *
 * Gives a new window the actions by which a run leaves it.
 */
void
_psc_window_add_export_actions (PscWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries,
                                   G_N_ELEMENTS (entries), self);
}

/**
 * _psc_window_update_export_actions:
 *
 * Enables them while a run is shown that has ended: one that goes on would be
 * another by the time it is written.
 */
void
_psc_window_update_export_actions (PscWindow *self)
{
  gboolean enabled =
    _psc_window_shows_run (self) &&
    psc_export_can_write (psc_run_page_get_run (self->run_page));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self),
                                                    entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}
