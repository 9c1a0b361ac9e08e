/* test-account-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-account-bar.h"
#include "psc-swatch.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscAccountBar *
new_bar (void)
{
  return PSC_ACCOUNT_BAR (g_object_ref_sink (psc_account_bar_new ()));
}

static void
show (PscAccountBar *bar,
      PscRun        *run)
{
  gint64 wall_ns = psc_run_get_wall_ns (run);
  PscAccount account;

  psc_account_read (run, wall_ns, &account);
  psc_account_bar_set_run (bar, run);
  psc_account_bar_set_account (bar, wall_ns, &account);
}

static void
allocate (PscAccountBar *bar,
          int            width)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, width,
                      &height, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (bar), width, height, -1, NULL);
}

static GtkWidget *
get_stretch (PscAccountBar *bar,
             guint          index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bar));

  while (index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  g_assert_true (PSC_IS_SWATCH (child));

  return child;
}

static void
check_stretch (PscAccountBar *bar,
               guint          index,
               float          x,
               float          width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_stretch (bar, index),
                                            GTK_WIDGET (bar), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.size.width, ==, width);
}

static void
test_summary (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  g_autofree char *empty = psc_account_bar_dup_summary (bar);
  g_autofree char *text = NULL;
  g_autofree char *cleared = NULL;

  g_assert_cmpstr (empty, ==, "");
  show (bar, run);
  text = psc_account_bar_dup_summary (bar);
  g_assert_cmpstr (text, ==,
                   "2 × 100\302\240ms = 200\302\240ms, file 30\302\240%, "
                   "compute 15\302\240%, wc 15\302\240%, start 15\302\240%, "
                   "tail 25\302\240%");

  psc_account_bar_set_run (bar, NULL);
  cleared = psc_account_bar_dup_summary (bar);
  g_assert_cmpstr (cleared, ==, "");

  g_assert_finalize_object (bar);
}

/* The stretches stand where the shares say: the gap of a pixel between two
 * of them is the end of the first. */
static void
test_stretches (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);

  show (bar, run);
  allocate (bar, 200);
  check_stretch (bar, 0, 0.f, 59.f);    /* file */
  check_stretch (bar, 1, 60.f, 29.f);   /* compute */
  check_stretch (bar, 2, 90.f, 29.f);   /* wc */
  g_assert_false (gtk_widget_get_child_visible (get_stretch (bar, 3)));
  check_stretch (bar, 4, 120.f, 29.f);  /* start */
  check_stretch (bar, 7, 150.f, 50.f);  /* tail */

  gtk_widget_set_direction (GTK_WIDGET (bar), GTK_TEXT_DIR_RTL);
  allocate (bar, 200);
  check_stretch (bar, 0, 141.f, 59.f);
  check_stretch (bar, 7, 0.f, 50.f);

  g_assert_finalize_object (bar);
}

/* A legend that does not fit into a line takes more height. */
static void
test_narrow (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  int wide, narrow;

  show (bar, run);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, 2000, &wide,
                      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, 200,
                      &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, wide);

  g_assert_finalize_object (bar);
}

/* The toggle of a part in the legend. */
static GtkToggleButton *
get_entry (PscAccountBar *bar,
           guint          index)
{
  GtkWidget *legend = gtk_widget_get_last_child (GTK_WIDGET (bar));
  GtkWidget *child = gtk_widget_get_first_child (legend);

  while (index-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return GTK_TOGGLE_BUTTON (child);
}

static void
enter (GtkWidget *widget)
{
  g_signal_emit_by_name (
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION),
    "enter", 1., 1.);
}

static void
leave (GtkWidget *widget)
{
  g_signal_emit_by_name (
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION),
    "leave");
}

/* Every part says what it is, how much, and what to do about it. */
static void
test_explanations (void)
{
  const char *label = "tail 25\302\240%";
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);

  show (bar, run);
  for (guint i = 0; i < 9; i++)
    {
      GtkWidget *entry = GTK_WIDGET (get_entry (bar, i));
      const char *text = gtk_widget_get_tooltip_text (entry);

      g_assert_cmpstr (gtk_widget_get_tooltip_text (get_stretch (bar, i)), ==,
                       text);
      gtk_test_accessible_assert_property (
        entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
    }

  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_stretch (bar, 7)), ==,
                   "tail 25\302\240% · 50.0\302\240ms of 200\302\240ms\n"
                   "No file was left for this worker.\n"
                   "With smaller chunks, the workers end closer together.");
  gtk_test_accessible_assert_property (get_entry (bar, 7),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  g_assert_finalize_object (bar);
}

static void
test_properties (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  guint n_lit = 0, n_pinned = 0, n_marked = 0;
  guint lit, pinned, marked;

  psc_test_count (bar, "notify::lit", &n_lit);
  psc_test_count (bar, "notify::pinned", &n_pinned);
  psc_test_count (bar, "notify::marked", &n_marked);
  show (bar, run);

  g_object_set (bar, "pinned", PSC_PART_TAIL, "marked", PSC_PART_START, NULL);
  g_object_set (bar, "pinned", PSC_PART_TAIL, "marked", PSC_PART_START, NULL);
  g_object_get (bar, "lit", &lit, "pinned", &pinned, "marked", &marked, NULL);
  g_assert_cmpuint (lit, ==, PSC_PART_TAIL);
  g_assert_cmpuint (pinned, ==, PSC_PART_TAIL);
  g_assert_cmpuint (marked, ==, PSC_PART_START);
  g_assert_cmpuint (n_lit, ==, 1);
  g_assert_cmpuint (n_pinned, ==, 1);
  g_assert_cmpuint (n_marked, ==, 1);

  /* Another run begins without. */
  psc_account_bar_set_run (bar, NULL);
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, PSC_NO_PART);
  g_assert_cmpuint (psc_account_bar_get_pinned (bar), ==, PSC_NO_PART);
  g_assert_cmpuint (psc_account_bar_get_marked (bar), ==, PSC_NO_PART);

  g_assert_finalize_object (bar);
}

/* Pointing lights a part as long as it lasts, choosing one until another is
 * chosen, on the bar and in the legend alike. */
static void
test_light (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  const guint compute = psc_part_id (PSC_PART_STEP, 1);
  GtkGesture *click;

  show (bar, run);
  enter (get_stretch (bar, 1));
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, compute);
  leave (get_stretch (bar, 1));
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, PSC_NO_PART);

  gtk_toggle_button_set_active (get_entry (bar, 7), TRUE);
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, PSC_PART_TAIL);
  enter (GTK_WIDGET (get_entry (bar, 1)));
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, compute);
  leave (GTK_WIDGET (get_entry (bar, 1)));
  g_assert_cmpuint (psc_account_bar_get_lit (bar), ==, PSC_PART_TAIL);

  click = GTK_GESTURE (psc_test_find_controller (get_stretch (bar, 1),
                                                 GTK_TYPE_GESTURE_CLICK));
  g_signal_emit_by_name (click, "released", 1, 1., 1.);
  g_assert_cmpuint (psc_account_bar_get_pinned (bar), ==, compute);
  g_assert_true (gtk_toggle_button_get_active (get_entry (bar, 1)));
  g_assert_false (gtk_toggle_button_get_active (get_entry (bar, 7)));
  g_signal_emit_by_name (click, "released", 1, 1., 1.);
  g_assert_cmpuint (psc_account_bar_get_pinned (bar), ==, PSC_NO_PART);
  g_assert_false (gtk_toggle_button_get_active (get_entry (bar, 1)));

  g_assert_finalize_object (bar);
}

/* The entry of the framed part is marked.  What is pointed at, here or elsewhere,
 * goes before what was chosen. */
static void
test_frame (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  GtkWidget *start, *tail;

  show (bar, run);
  start = GTK_WIDGET (get_entry (bar, 4));
  tail = GTK_WIDGET (get_entry (bar, 7));
  psc_account_bar_set_marked (bar, PSC_PART_START);
  g_assert_true (gtk_widget_has_css_class (start, "marked"));
  psc_account_bar_set_pinned (bar, PSC_PART_TAIL);
  g_assert_true (gtk_widget_has_css_class (start, "marked"));
  enter (tail);
  g_assert_false (gtk_widget_has_css_class (start, "marked"));
  g_assert_true (gtk_widget_has_css_class (tail, "marked"));
  leave (tail);
  g_assert_true (gtk_widget_has_css_class (start, "marked"));
  psc_account_bar_set_marked (bar, PSC_NO_PART);
  g_assert_true (gtk_widget_has_css_class (tail, "marked"));

  g_assert_finalize_object (bar);
}

/* A part that the keyboard has reached explains itself too. */
static void
test_focus (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  GtkWidget *window = psc_test_present (GTK_WIDGET (bar), 600, 200);
  GtkWidget *entry;

  show (bar, run);
  entry = GTK_WIDGET (get_entry (bar, 7));
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  gtk_widget_grab_focus (entry);
  psc_test_wait_until (GTK_IS_POPOVER (gtk_widget_get_last_child (entry)));
  gtk_widget_grab_focus (GTK_WIDGET (get_entry (bar, 0)));
  psc_test_wait_until (!GTK_IS_POPOVER (gtk_widget_get_last_child (entry)));

  g_object_ref (bar);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (bar);
  g_assert_finalize_object (bar);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/account-bar/summary", test_summary);
  g_test_add_func ("/account-bar/stretches", test_stretches);
  g_test_add_func ("/account-bar/narrow", test_narrow);
  g_test_add_func ("/account-bar/explanations", test_explanations);
  g_test_add_func ("/account-bar/properties", test_properties);
  g_test_add_func ("/account-bar/light", test_light);
  g_test_add_func ("/account-bar/frame", test_frame);
  g_test_add_func ("/account-bar/focus", test_focus);

  return g_test_run ();
}
