/* test-sizes.c: the window is as narrow as a phone, in any script and size
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-tour.h"
#include "psc-timeline.h"

static void
test_mirrored (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  psc_test_tour_narrow ();
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  psc_test_tour_narrow ();
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* Upright, lanes beside each other get thinner instead of widening the window. */
static void
test_many_lanes (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 256, 1000);
  GtkWidget *timeline = psc_timeline_new ();
  GtkWidget *window;
  g_autoptr (GdkTexture) texture = NULL;

  psc_timeline_set_upright (PSC_TIMELINE (timeline), TRUE);
  psc_timeline_set_run (PSC_TIMELINE (timeline), run);
  window = psc_test_present (timeline, 240, 400);
  g_assert_cmpint (gtk_widget_get_width (timeline), ==, 240);
  texture = psc_test_render (timeline);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 240);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  psc_test_tour_register ();

  g_test_add_func ("/sizes/narrow", psc_test_tour_narrow);
  g_test_add_func ("/sizes/mirrored", test_mirrored);
  g_test_add_func ("/sizes/large-text", test_large_text);
  g_test_add_func ("/sizes/many-lanes", test_many_lanes);

  return g_test_run ();
}
