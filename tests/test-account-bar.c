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

#define MS G_GINT64_CONSTANT (1000000)

static PscAccountBar *
new_bar (void)
{
  return PSC_ACCOUNT_BAR (g_object_ref_sink (psc_account_bar_new ()));
}

/* Two lanes of 100 ms: one busy from 20 ms on, one without work from the
 * middle on. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_DUMMY, 2, 2);
  guint first = psc_test_run_add_worker (run, 1, 0, 20 * MS, PSC_NEVER);
  guint second = psc_test_run_add_worker (run, 2, 0, 10 * MS, PSC_NEVER);

  psc_test_run_add_task (run, 1, 2, second, 2, 10 * MS, 50 * MS);
  psc_test_run_add_task (run, 0, 1, first, 1, 20 * MS, 100 * MS);
  psc_test_run_end (run, 20 * MS);

  return run;
}

static void
show (PscAccountBar *bar,
      PscRun        *run)
{
  PscFigures figures;

  psc_figures_read (run, &figures);
  psc_account_bar_set_run (bar, run);
  psc_account_bar_set_figures (bar, &figures);
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
  g_autoptr (PscRun) run = new_run ();
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
  g_autoptr (PscRun) run = new_run ();

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
  g_autoptr (PscRun) run = new_run ();
  int wide, narrow;

  show (bar, run);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, 2000, &wide,
                      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, 200,
                      &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, wide);

  g_assert_finalize_object (bar);
}

static void
test_tooltips (void)
{
  PscAccountBar *bar = new_bar ();
  g_autoptr (PscRun) run = new_run ();
  GtkWidget *window = psc_test_present (GTK_WIDGET (bar), 400, 100);

  show (bar, run);
  for (guint i = 0; i < 9; i++)
    {
      GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
      gboolean shown = FALSE;

      g_assert_true (gtk_widget_get_has_tooltip (get_stretch (bar, i)));
      g_signal_emit_by_name (get_stretch (bar, i), "query-tooltip", 0, 0,
                             FALSE, tooltip, &shown);
      g_assert_true (shown);
      g_object_unref (tooltip);
    }

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
  g_test_add_func ("/account-bar/tooltips", test_tooltips);

  return g_test_run ();
}
