/* test-advice-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-advice-box.h"
#include "psc-test-app.h"

static PscAdviceBox *
new_box (void)
{
  return PSC_ADVICE_BOX (g_object_ref_sink (psc_advice_box_new ()));
}

static gpointer
get_child (PscAdviceBox *box,
           const char   *name)
{
  return psc_test_get_template_child (GTK_WIDGET (box), name);
}

/* Shows the first @n of these. */
static void
show (PscAdviceBox *box,
      guint         n)
{
  static PscAdvice all[] = {
    { PSC_ADVICE_FAILURES, (char *) "First <b>.", 3 },
    { PSC_ADVICE_SAME_VALUES, (char *) "Second.", 0 },
    { PSC_ADVICE_OCCUPANCY, (char *) "Third.", 0 },
  };
  g_autoptr (GPtrArray) advice = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (advice, &all[i]);
  psc_advice_box_set_advice (box, advice);
}

static void
show_same_values (PscAdviceBox *box)
{
  PscAdvice only = { PSC_ADVICE_SAME_VALUES, (char *) "Second.", 0 };
  g_autoptr (GPtrArray) advice = g_ptr_array_new ();

  g_ptr_array_add (advice, &only);
  psc_advice_box_set_advice (box, advice);
}

static void
test_advice (void)
{
  PscAdviceBox *box = new_box ();
  GtkWidget *more = get_child (box, "more_button");
  GtkWidget *streams = get_child (box, "streams_button");
  GtkWidget *lost = get_child (box, "lost_button");
  GtkWidget *others = get_child (box, "others");
  GtkWidget *text;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_cmpstr (psc_advice_box_get_text (box), ==, "");

  show (box, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_cmpstr (gtk_label_get_text (get_child (box, "first")), ==,
                   "First <b>.");
  g_assert_false (gtk_widget_get_visible (more));
  g_assert_false (gtk_widget_get_visible (streams));
  g_assert_true (gtk_widget_get_visible (lost));
  g_assert_cmpstr (gtk_label_get_text (get_child (box, "lost_label")), ==,
                   "Run the 3 Lost Files Again");

  show (box, 3);
  g_assert_cmpstr (psc_advice_box_get_text (box), ==,
                   "First <b>.\nSecond.\nThird.");
  g_assert_true (gtk_widget_get_visible (more));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (more)), ==, "2 _More");
  g_assert_false (gtk_widget_get_visible (streams));

  /* The same again leaves the rows alone. */
  text = gtk_widget_get_first_child (others);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (text)), ==, "Second.");
  show (box, 3);
  g_assert_true (gtk_widget_get_first_child (others) == text);

  show (box, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  g_assert_null (gtk_widget_get_first_child (others));

  g_assert_finalize_object (box);
}

static void
test_more (void)
{
  PscAdviceBox *box = new_box ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *more = get_child (box, "more_button");
  GtkWidget *streams = get_child (box, "streams_button");
  GtkRevealer *revealer = psc_test_get_template_child (GTK_WIDGET (box),
                                                       "revealer");

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (box));
  show (box, 2);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_signal_emit_by_name (more, "clicked");
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (more)), ==, "_Less");

  /* What can be done about it comes and goes with its words. */
  g_assert_true (gtk_widget_get_visible (streams));
  g_signal_emit_by_name (more, "clicked");
  g_assert_false (gtk_widget_get_visible (streams));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (more)), ==, "1 _More");
  show_same_values (box);
  g_assert_true (gtk_widget_get_visible (streams));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (box);
}

/* With text of twice the size, it leaves a phone's width its margins. */
static void
test_narrow (void)
{
  PscAdviceBox *box = new_box ();
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  show (box, 3);
  gtk_widget_measure (GTK_WIDGET (box), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 300);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);

  g_assert_finalize_object (box);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/advice-box/advice", test_advice);
  g_test_add_func ("/advice-box/more", test_more);
  g_test_add_func ("/advice-box/narrow", test_narrow);

  return g_test_run ();
}
