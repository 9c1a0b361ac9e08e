/* test-export-dialog.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-export-dialog.h"
#include "psc-export-preview.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

typedef struct
{
  PscRun          *run;
  GSettings       *settings;
  PscExportDialog *dialog;
  char            *directory;
  char            *saved; /* what the dialog said */
} Fixture;

static void
saved_cb (Fixture    *fixture,
          const char *path)
{
  g_assert_null (fixture->saved);
  fixture->saved = g_strdup (path);
}

static void
make_dialog (Fixture *fixture)
{
  const gint64 wall_ns = psc_run_get_wall_ns (fixture->run);
  const PscExportView view = { PSC_ORIENTATION_UPRIGHT, 700, 300,
                               wall_ns / 4, wall_ns / 2, TRUE };

  fixture->dialog = PSC_EXPORT_DIALOG (psc_export_dialog_new (
    fixture->run, &view, fixture->settings));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog),
                             (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "saved", G_CALLBACK (saved_cb),
                            fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *uri = NULL;

  fixture->run = psc_test_run_new_random (5, 2, 40);
  fixture->directory = psc_test_make_directory (NULL);
  fixture->settings = g_settings_new (PSC_APPLICATION_ID);
  uri = g_filename_to_uri (fixture->directory, NULL, NULL);
  g_settings_set_string (fixture->settings, "export-folder", uri);
  make_dialog (fixture);
}

static gboolean
is_gone (Fixture *fixture)
{
  return fixture->dialog == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  psc_test_wait_until (is_gone (fixture));

  /* The thread that has written lets go of the run a moment later. */
  psc_test_wait_until (G_OBJECT (fixture->run)->ref_count == 1);
  g_settings_reset (fixture->settings, "export-folder");
  g_object_unref (fixture->settings);
  g_assert_finalize_object (fixture->run);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->saved);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return psc_test_get_template_child (GTK_WIDGET (fixture->dialog), name);
}

static void
choose (Fixture    *fixture,
        const char *row,
        guint       selected)
{
  adw_combo_row_set_selected (get_child (fixture, row), selected);
}

static gboolean
is_visible (Fixture    *fixture,
            const char *name)
{
  return gtk_widget_get_visible (get_child (fixture, name));
}

static void
set_name (Fixture    *fixture,
          const char *name)
{
  gtk_editable_set_text (get_child (fixture, "name"), name);
}

static void
save (Fixture *fixture)
{
  g_signal_emit_by_name (get_child (fixture, "save_button"), "clicked");
}

static char *
dup_contents (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));

  return contents;
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* As the button of the question does. */
static void
answer (const char *response)
{
  AdwMessageDialog *question = find_question ();

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
}

/* A picture in two steps: open the dialog, press Enter. */
static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *name = get_child (fixture, "name");
  g_autofree char *contents = NULL;

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==,
                   "test-process-2");
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "ending_label")),
                   ==, ".png");
  g_assert_true (gtk_window_get_default_widget (
                   GTK_WINDOW (fixture->dialog)) ==
                 get_child (fixture, "save_button"));
  g_assert_true (gtk_widget_is_ancestor (
                   gtk_window_get_focus (GTK_WINDOW (fixture->dialog)), name));

  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                         "activate");
  psc_test_wait_until (is_gone (fixture));
  g_assert_true (g_str_has_suffix (fixture->saved, "/test-process-2.png"));
  contents = dup_contents (fixture, "test-process-2.png");
  g_assert_cmpint (memcmp (contents, "\x89PNG", 4), ==, 0);
}

static void
test_data (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *contents = NULL;

  psc_export_dialog_show_data (fixture->dialog);
  g_assert_false (is_visible (fixture, "preview_box"));
  choose (fixture, "data_format", PSC_EXPORT_JSON - PSC_EXPORT_CSV);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "ending_label")),
                   ==, ".json");

  save (fixture);
  psc_test_wait_until (is_gone (fixture));
  contents = dup_contents (fixture, "test-process-2.json");
  g_assert_nonnull (strstr (contents, "poolscope-run"));
  g_settings_reset (fixture->settings, "export-data-format");
}

/* What does not apply is not shown, and the size is that of the file. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  GtkLabel *size = get_child (fixture, "size_label");

  g_assert_false (is_visible (fixture, "width_row"));
  g_assert_true (is_visible (fixture, "scale"));
  g_assert_true (is_visible (fixture, "part"));
  g_assert_cmpuint (adw_combo_row_get_selected (
                      get_child (fixture, "orientation")), ==,
                    PSC_ORIENTATION_UPRIGHT);

  choose (fixture, "size", PSC_EXPORT_SIZE_SLIDE);
  g_assert_cmpstr (gtk_label_get_label (size), ==, "1920 × 1080 pixels");
  choose (fixture, "scale", 0);
  g_assert_cmpstr (gtk_label_get_label (size), ==, "960 × 540 pixels");
  choose (fixture, "size", PSC_EXPORT_SIZE_WINDOW);
  g_assert_cmpstr (gtk_label_get_label (size), ==, "700 × 300 pixels");

  choose (fixture, "size", PSC_EXPORT_SIZE_OWN);
  g_assert_true (is_visible (fixture, "height_row"));
  gtk_spin_button_set_value (get_child (fixture, "width"), 800.);
  gtk_spin_button_set_value (get_child (fixture, "height"), 200.);
  choose (fixture, "picture_format", PSC_EXPORT_SVG);
  g_assert_false (is_visible (fixture, "scale"));
  g_assert_cmpstr (gtk_label_get_label (size), ==,
                   "800 × 200 points, sharp at every size");
}

/* The next dialog begins where this one was left. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  PscExportChoices choices;

  choose (fixture, "picture_format", PSC_EXPORT_PDF);
  choose (fixture, "size", PSC_EXPORT_SIZE_OWN);
  gtk_spin_button_set_value (get_child (fixture, "width"), 640.);
  choose (fixture, "style", PSC_PALETTE_HIGH_CONTRAST_DARK);
  choose (fixture, "text", PSC_EXPORT_TEXT_VERY_LARGE);
  choose (fixture, "scale", 2);
  gtk_switch_set_active (get_child (fixture, "legend"), FALSE);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  psc_test_wait_until (is_gone (fixture));

  make_dialog (fixture);
  psc_export_choices_load (&choices, fixture->settings);
  g_assert_cmpuint (choices.picture_format, ==, PSC_EXPORT_PDF);
  g_assert_cmpuint (choices.width, ==, 640);
  g_assert_cmpuint (choices.palette, ==, PSC_PALETTE_HIGH_CONTRAST_DARK);
  g_assert_cmpuint (choices.text, ==, PSC_EXPORT_TEXT_VERY_LARGE);
  g_assert_cmpuint (choices.scale, ==, 3);
  g_assert_false (choices.show_legend);
  g_assert_true (choices.show_caption);
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (fixture, "scale")),
                    ==, 2);
  g_assert_false (gtk_switch_get_active (get_child (fixture, "legend")));

  choices = (PscExportChoices) PSC_EXPORT_CHOICES_DEFAULT;
  psc_export_choices_save (&choices, fixture->settings);
}

/* Nothing is lost without a question. */
static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "a.png",
                                            NULL);
  g_autofree char *kept = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  set_name (fixture, "a");
  save (fixture);
  answer ("cancel");
  g_assert_false (is_gone (fixture));
  kept = dup_contents (fixture, "a.png");
  g_assert_cmpstr (kept, ==, "old");

  save (fixture);
  answer ("replace");
  psc_test_wait_until (is_gone (fixture));
  contents = dup_contents (fixture, "a.png");
  g_assert_cmpint (memcmp (contents, "\x89PNG", 4), ==, 0);
}

static void
forget_size (Fixture *fixture)
{
  static const char * const keys[] = {
    "export-size", "export-width", "export-height", "export-scale"
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
}

/* After a failure everything is still there, to be put right. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *button = get_child (fixture, "save_button");

  set_name (fixture, "");
  g_assert_false (gtk_widget_get_sensitive (button));
  set_name (fixture, "no/such/place");
  g_assert_true (gtk_widget_get_sensitive (button));
  save (fixture);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (is_visible (fixture, "spinner"));

  psc_test_wait_until (find_question () != NULL);
  answer ("close");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_false (is_visible (fixture, "spinner"));
  g_assert_null (fixture->saved);

  /* The other kind of picture may be too large; data have no size. */
  choose (fixture, "size", PSC_EXPORT_SIZE_OWN);
  gtk_spin_button_set_value (get_child (fixture, "width"), 8192.);
  choose (fixture, "scale", 3);
  g_assert_false (gtk_widget_get_sensitive (button));
  psc_export_dialog_show_data (fixture->dialog);
  g_assert_true (gtk_widget_get_sensitive (button));

  forget_size (fixture);
}

/* The first close gives up what is being written, the second closes.  A picture
 * of so many pixels is not written before the first. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "big.png",
                                            NULL);

  choose (fixture, "size", PSC_EXPORT_SIZE_OWN);
  choose (fixture, "scale", 0);
  gtk_spin_button_set_value (get_child (fixture, "width"), 4000.);
  gtk_spin_button_set_value (get_child (fixture, "height"), 4000.);
  set_name (fixture, "big");

  save (fixture);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  psc_test_wait_until (!is_visible (fixture, "spinner"));
  g_assert_true (gtk_widget_get_sensitive (get_child (fixture,
                                                      "save_button")));
  g_assert_null (fixture->saved);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  gtk_window_close (GTK_WINDOW (fixture->dialog));
  psc_test_wait_until (is_gone (fixture));
  forget_size (fixture);
}

static void
test_preview (void)
{
  PscExportPreview *preview =
    PSC_EXPORT_PREVIEW (g_object_ref_sink (psc_export_preview_new ()));
  g_autoptr (PscRun) run = psc_test_run_new_random (5, 2, 40);
  g_autoptr (PscRun) got = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  guint n_notified = 0;
  GtkWidget *window;
  int height;

  psc_test_count (preview, "notify::run", &n_notified);
  window = psc_test_present (GTK_WIDGET (preview), 400, 200);
  g_object_set (preview, "run", run, NULL);
  g_object_set (preview, "run", run, NULL);
  g_object_get (preview, "run", &got, NULL);
  g_assert_true (got == run);
  g_assert_cmpuint (n_notified, ==, 1);

  g_assert_true (psc_export_preview_set_options (preview, &options, &height,
                                                 &error));
  g_assert_no_error (error);
  g_assert_cmpint (height, >, 0);
  psc_test_wait_for_frame (GTK_WIDGET (preview));
  texture = psc_test_render (GTK_WIDGET (preview));
  g_assert_cmpint (gdk_texture_get_width (texture), >, 300);

  options.width = 0;
  g_assert_false (psc_export_preview_set_options (preview, &options, &height,
                                                  &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (preview);
}

#define ADD(path, function)                                                 \
  g_test_add ("/export-dialog/" path, Fixture, NULL, set_up, function,      \
              tear_down)

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("picture", test_picture);
  ADD ("data", test_data);
  ADD ("choices", test_choices);
  ADD ("remembered", test_remembered);
  ADD ("replace", test_replace);
  ADD ("failure", test_failure);
  ADD ("close", test_close);
  g_test_add_func ("/export-preview", test_preview);

  return g_test_run ();
}
