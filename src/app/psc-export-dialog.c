/* psc-export-dialog.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-export-dialog"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-export-dialog.h"
#include "psc-export-preview.h"
#include "psc-format.h"

struct _PscExportDialog
{
  AdwWindow             parent_instance;

  /* Template widgets */
  GtkButton            *save_button;
  GtkSpinner           *spinner;
  GtkBox               *preview_box;
  PscExportPreview     *preview;
  GtkLabel             *size_label;
  GtkBox               *form;
  AdwEntryRow          *name;
  GtkLabel             *ending_label;
  AdwActionRow         *folder_row;
  GtkStack             *pages;
  AdwComboRow          *picture_format;
  AdwComboRow          *size;
  AdwActionRow         *width_row;
  GtkSpinButton        *width;
  AdwActionRow         *height_row;
  GtkSpinButton        *height;
  AdwComboRow          *scale;
  AdwComboRow          *text;
  AdwComboRow          *style;
  AdwComboRow          *orientation;
  AdwComboRow          *part;
  GtkSwitch            *caption;
  GtkSwitch            *legend;
  GtkSwitch            *chunks;
  AdwPreferencesGroup  *data_group;
  AdwComboRow          *data_format;

  /* Owned */
  PscRun               *run;
  GSettings            *settings; /* NULL where the schema is missing */
  char                 *folder;
  GtkFileChooserNative *chooser;     /* while one is open */
  GCancellable         *cancellable; /* while a file is being written */

  PscExportView         view;
  PscExportChoices      choices;
  PscFigureOptions      options;

  guint                 loading : 1; /* the choices go into the widgets */
  guint                 fits : 1;    /* the picture can be of that size */
};

G_DEFINE_FINAL_TYPE (PscExportDialog, psc_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_picture (PscExportDialog *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  return page == NULL || g_str_equal (page, "picture");
}

static PscExportFormat
get_format (PscExportDialog *self)
{
  return is_picture (self) ? self->choices.picture_format
                           : self->choices.data_format;
}

static void
update_save_button (PscExportDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            self->cancellable == NULL && *name != '\0' &&
                            (self->fits || !is_picture (self)));
}

static void
show_folder (PscExportDialog *self)
{
  g_autofree char *name = psc_format_name (self->folder);
  g_autofree char *markup = g_markup_escape_text (name, -1);

  adw_action_row_set_subtitle (self->folder_row, markup);
}

/* A PNG is counted in pixels; the others have a size, but no pixels. */
static void
show_size (PscExportDialog *self,
           int              height)
{
  gboolean is_png = self->options.format == PSC_FIGURE_PNG;
  double scale = is_png ? self->options.scale : 1.;
  int width_px = (int) ceil (self->options.width * scale);
  int height_px = (int) ceil (height * scale);
  g_autofree char *text =
    is_png ? g_strdup_printf (_("%d × %d pixels"), width_px, height_px)
           : g_strdup_printf (_("%d × %d points, sharp at every size"),
                              width_px, height_px);

  gtk_label_set_label (self->size_label, text);
}

static void
update_preview (PscExportDialog *self)
{
  PscExportView view = self->view;
  g_autoptr (GError) error = NULL;
  int height;

  view.orientation = adw_combo_row_get_selected (self->orientation);
  if (adw_combo_row_get_selected (self->part) != 0)
    view.begin_ns = view.end_ns = 0;

  psc_export_choices_apply (&self->choices, &view, &self->options);
  self->fits = psc_export_preview_set_options (self->preview, &self->options,
                                               &height, &error);
  if (self->fits)
    show_size (self, height);
  else
    gtk_label_set_label (self->size_label, error->message);
}

static const char *
explain_data (PscExportFormat format)
{
  switch (format)
    {
    case PSC_EXPORT_JSON:
      return _("All that is known of the run, with the output of every step, "
               "for programs");

    case PSC_EXPORT_TRACE:
      return _("The timing chart for trace viewers, such as Perfetto");

    case PSC_EXPORT_PNG:
    case PSC_EXPORT_SVG:
    case PSC_EXPORT_PDF:
    case PSC_EXPORT_CSV:
    default:
      return _("One line for each file, for spreadsheets");
    }
}

/* What does not apply is not shown. */
static void
update (PscExportDialog *self)
{
  gboolean own = self->choices.size == PSC_EXPORT_SIZE_OWN;

  gtk_widget_set_visible (GTK_WIDGET (self->preview_box), is_picture (self));
  gtk_widget_set_visible (GTK_WIDGET (self->width_row), own);
  gtk_widget_set_visible (GTK_WIDGET (self->height_row), own);
  gtk_widget_set_visible (GTK_WIDGET (self->scale),
                          self->choices.picture_format == PSC_EXPORT_PNG);
  gtk_widget_set_visible (GTK_WIDGET (self->part), self->view.end_ns > 0);
  gtk_label_set_label (self->ending_label,
                       psc_export_get_ending (get_format (self)));
  adw_preferences_group_set_description (
    self->data_group, explain_data (self->choices.data_format));
  update_preview (self);
  update_save_button (self);
}

static void
chosen_cb (PscExportDialog *self)
{
  if (self->loading || self->run == NULL)
    return;

  self->choices = (PscExportChoices) {
    .picture_format = adw_combo_row_get_selected (self->picture_format),
    .data_format = PSC_EXPORT_CSV +
                   adw_combo_row_get_selected (self->data_format),
    .size = adw_combo_row_get_selected (self->size),
    .width = (guint) gtk_spin_button_get_value_as_int (self->width),
    .height = (guint) gtk_spin_button_get_value_as_int (self->height),
    .scale = 1 + adw_combo_row_get_selected (self->scale),
    .palette = adw_combo_row_get_selected (self->style),
    .text = adw_combo_row_get_selected (self->text),
    .show_caption = gtk_switch_get_active (self->caption),
    .show_legend = gtk_switch_get_active (self->legend),
    .show_chunks = gtk_switch_get_active (self->chunks),
  };
  psc_export_choices_save (&self->choices, self->settings);
  update (self);
}

static void
show_choices (PscExportDialog *self)
{
  const PscExportChoices *choices = &self->choices;

  self->loading = TRUE;
  adw_combo_row_set_selected (self->picture_format, choices->picture_format);
  adw_combo_row_set_selected (self->data_format,
                              choices->data_format - PSC_EXPORT_CSV);
  adw_combo_row_set_selected (self->size, choices->size);
  gtk_spin_button_set_value (self->width, choices->width);
  gtk_spin_button_set_value (self->height, choices->height);
  adw_combo_row_set_selected (self->scale, choices->scale - 1);
  adw_combo_row_set_selected (self->style, choices->palette);
  adw_combo_row_set_selected (self->text, choices->text);
  adw_combo_row_set_selected (self->orientation, self->view.orientation);
  gtk_switch_set_active (self->caption, choices->show_caption);
  gtk_switch_set_active (self->legend, choices->show_legend);
  gtk_switch_set_active (self->chunks, choices->show_chunks);
  self->loading = FALSE;
}

static void
show_busy (PscExportDialog *self)
{
  gboolean busy = self->cancellable != NULL;

  /* A text that becomes insensitive would keep the focus, and complain. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preview_box), !busy);
  update_save_button (self);
}

static void
show_error (PscExportDialog *self,
            const GError    *error)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self),
                            _("The File Could Not Be Saved"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close",
                                   _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A window of GTK that outlives its parent points to what is gone: the dialog
 * is not held while a file is written. */
typedef struct
{
  GWeakRef  dialog;
  char     *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->dialog);
  g_free (saving->path);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (PscExportDialog) self = g_weak_ref_get (&saving->dialog);
  g_autoptr (GError) error = NULL;
  gboolean written = psc_export_write_finish (PSC_RUN (source), result,
                                              &error);

  if (self == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (written)
    {
      psc_export_choices_save_folder (self->settings, saving->path);
      g_signal_emit (self, signals[SAVED], 0, saving->path);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  show_busy (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
write_file (PscExportDialog *self,
            const char      *path)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->dialog, self);
  saving->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  show_busy (self);
  psc_export_write_async (self->run, get_format (self), &self->options, path,
                          self->cancellable, write_cb, saving);
}

static char *
dup_path (PscExportDialog *self)
{
  return psc_export_dup_path (self->folder,
                              gtk_editable_get_text (GTK_EDITABLE (self->name)),
                              get_format (self));
}

static void
replace_response_cb (PscExportDialog *self,
                     const char      *response)
{
  g_autofree char *path = dup_path (self);

  if (g_str_equal (response, "replace"))
    write_file (self, path);
}

static void
ask_replace (PscExportDialog *self,
             const char      *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = psc_format_name (base);
  g_autofree char *heading = g_strdup_printf (_("Replace “%s”?"), name);
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self), heading,
                            _("There is a file of this name in the folder. "
                              "What is in it would be lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "replace", _("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog),
                                         "cancel");
  g_signal_connect_object (dialog, "response",
                           G_CALLBACK (replace_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_cb (PscExportDialog *self)
{
  g_autofree char *path = dup_path (self);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    ask_replace (self, path);
  else
    write_file (self, path);
}

static void
folder_response_cb (PscExportDialog *self,
                    int              response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (g_file_peek_path (file) == NULL)
    return;

  g_free (self->folder);
  self->folder = g_strdup (g_file_peek_path (file));
  show_folder (self);
}

static void
choose_folder_cb (PscExportDialog *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  g_clear_object (&self->chooser);
  self->chooser =
    gtk_file_chooser_native_new (_("Choose a Folder"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                 _("_Choose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser),
                                       folder, NULL);
  g_signal_connect_object (self->chooser, "response",
                           G_CALLBACK (folder_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* What is being written is given up first. */
static gboolean
psc_export_dialog_close_request (GtkWindow *window)
{
  PscExportDialog *self = PSC_EXPORT_DIALOG (window);

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (psc_export_dialog_parent_class)->close_request (
    window);
}

static void
psc_export_dialog_dispose (GObject *object)
{
  PscExportDialog *self = PSC_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->run);
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (psc_export_dialog_parent_class)->dispose (object);
}

static void
psc_export_dialog_finalize (GObject *object)
{
  PscExportDialog *self = PSC_EXPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (psc_export_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gsize       offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (PscExportDialog, name) }
    CHILD (save_button), CHILD (spinner), CHILD (preview_box),
    CHILD (preview), CHILD (size_label), CHILD (form), CHILD (name),
    CHILD (ending_label), CHILD (folder_row), CHILD (pages),
    CHILD (picture_format), CHILD (size), CHILD (width_row), CHILD (width),
    CHILD (height_row), CHILD (height), CHILD (scale), CHILD (text),
    CHILD (style), CHILD (orientation), CHILD (part), CHILD (caption),
    CHILD (legend), CHILD (chunks), CHILD (data_group), CHILD (data_format),
#undef CHILD
  };

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-export-dialog.ui");
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               children[i].name, FALSE,
                                               (gssize) children[i].offset);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_save_button);
}

static void
psc_export_dialog_class_init (PscExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = psc_export_dialog_dispose;
  object_class->finalize = psc_export_dialog_finalize;

  window_class->close_request = psc_export_dialog_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PSC_TYPE_EXPORT_PREVIEW);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
psc_export_dialog_init (PscExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_export_dialog_new:
 * @run: a run that has ended
 * @view: how its chart is shown
 * @settings: (nullable): where the choices are kept
 *
 * Makes a dialog that saves a run, at the page about pictures.
 */
GtkWidget *
psc_export_dialog_new (PscRun              *run,
                       const PscExportView *view,
                       GSettings           *settings)
{
  PscExportDialog *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (psc_export_can_write (run), NULL);
  g_return_val_if_fail (view != NULL, NULL);

  self = g_object_new (PSC_TYPE_EXPORT_DIALOG, NULL);
  g_set_object (&self->settings, settings);
  self->view = *view;
  psc_export_choices_load (&self->choices, settings);
  show_choices (self);

  self->run = g_object_ref (run);
  psc_export_preview_set_run (self->preview, run);
  name = psc_export_dup_name (run);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  self->folder = psc_export_choices_dup_folder (settings);
  show_folder (self);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * psc_export_dialog_show_data:
 *
 * Turns to the page about data.
 */
void
psc_export_dialog_show_data (PscExportDialog *self)
{
  g_return_if_fail (PSC_IS_EXPORT_DIALOG (self));

  gtk_stack_set_visible_child_name (self->pages, "data");
}
