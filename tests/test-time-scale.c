/* test-time-scale.c: times and pixels agree, whatever is zoomed or panned
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-time-scale.h"

#define FULL_NS 1000000000

static void
assert_sound (const PscTimeScale *scale)
{
  gint64 span_ns = scale->visible_end_ns - scale->visible_begin_ns;

  g_assert_cmpint (scale->visible_begin_ns, >=, scale->full_begin_ns);
  g_assert_cmpint (scale->visible_end_ns, <=, scale->full_end_ns);
  g_assert_cmpint (span_ns, >=, PSC_TIME_SCALE_MIN_SPAN_NS);
}

static void
test_pixels (void)
{
  PscTimeScale scale;

  psc_time_scale_init (&scale, 0, FULL_NS);
  psc_time_scale_set_pixels (&scale, 100., 500.);
  g_assert_cmpfloat (psc_time_scale_to_px (&scale, 0), ==, 100.);
  g_assert_cmpfloat (psc_time_scale_to_px (&scale, FULL_NS), ==, 600.);
  g_assert_cmpint (psc_time_scale_to_ns (&scale, 350.), ==, FULL_NS / 2);
  g_assert_cmpfloat (psc_time_scale_get_ns_per_px (&scale), ==, 2e6);

  /* Upwards. */
  psc_time_scale_set_pixels (&scale, 600., -500.);
  g_assert_cmpfloat (psc_time_scale_to_px (&scale, 0), ==, 600.);
  g_assert_cmpfloat (psc_time_scale_to_px (&scale, FULL_NS), ==, 100.);
  g_assert_cmpint (psc_time_scale_to_ns (&scale, 350.), ==, FULL_NS / 2);
  g_assert_cmpfloat (psc_time_scale_get_ns_per_px (&scale), ==, 2e6);
}

static void
test_zoom_and_pan (void)
{
  PscTimeScale scale;

  psc_time_scale_init (&scale, 0, FULL_NS);
  psc_time_scale_set_pixels (&scale, 0., 1000.);
  psc_time_scale_zoom_at (&scale, 250., 4.);
  g_assert_cmpint (scale.visible_end_ns - scale.visible_begin_ns, ==,
                   FULL_NS / 4);
  g_assert_cmpint (psc_time_scale_to_ns (&scale, 250.), ==, FULL_NS / 4);

  psc_time_scale_pan (&scale, 100.);
  g_assert_cmpint (psc_time_scale_to_ns (&scale, 150.), ==, FULL_NS / 4);

  psc_time_scale_pan (&scale, -1e9);
  g_assert_cmpint (scale.visible_begin_ns, ==, 0);
  psc_time_scale_pan (&scale, 1e9);
  g_assert_cmpint (scale.visible_end_ns, ==, FULL_NS);

  psc_time_scale_zoom_at (&scale, 500., 1e12);
  g_assert_cmpint (scale.visible_end_ns - scale.visible_begin_ns, ==,
                   PSC_TIME_SCALE_MIN_SPAN_NS);
  psc_time_scale_zoom_at (&scale, 500., 1e-12);
  g_assert_true (psc_time_scale_is_fit (&scale));
}

static void
test_follow (void)
{
  PscTimeScale scale;

  /* Who sees the whole goes on seeing the whole. */
  psc_time_scale_init (&scale, 0, FULL_NS);
  psc_time_scale_set_full (&scale, 0, 2 * FULL_NS);
  g_assert_true (psc_time_scale_is_fit (&scale));

  /* Who sees the end goes along with it. */
  psc_time_scale_set_visible (&scale, FULL_NS, 2 * FULL_NS);
  psc_time_scale_set_full (&scale, 0, 3 * (gint64) FULL_NS);
  g_assert_cmpint (scale.visible_begin_ns, ==, 2 * (gint64) FULL_NS);
  g_assert_cmpint (scale.visible_end_ns, ==, 3 * (gint64) FULL_NS);

  /* The others stay. */
  psc_time_scale_set_visible (&scale, 0, FULL_NS);
  psc_time_scale_set_full (&scale, 0, 4 * (gint64) FULL_NS);
  g_assert_cmpint (scale.visible_begin_ns, ==, 0);
  g_assert_cmpint (scale.visible_end_ns, ==, FULL_NS);

  /* A range that has hardly begun is not empty. */
  psc_time_scale_init (&scale, 0, 0);
  assert_sound (&scale);
}

static void
test_reveal (void)
{
  PscTimeScale scale;

  psc_time_scale_init (&scale, 0, FULL_NS);
  psc_time_scale_set_visible (&scale, 1000, 2000);

  psc_time_scale_reveal (&scale, 1200, 1300);
  g_assert_cmpint (scale.visible_begin_ns, ==, 1000);

  psc_time_scale_reveal (&scale, 5000, 5100);
  g_assert_cmpint (scale.visible_begin_ns, <=, 5000);
  g_assert_cmpint (scale.visible_end_ns, >, 5100);
  g_assert_cmpint (scale.visible_end_ns - scale.visible_begin_ns, ==, 1000);

  psc_time_scale_reveal (&scale, 0, 100);
  g_assert_cmpint (scale.visible_begin_ns, ==, 0);

  psc_time_scale_reveal (&scale, 100000, 900000);
  g_assert_cmpint (scale.visible_begin_ns, <=, 100000);
  g_assert_cmpint (scale.visible_end_ns, >=, 900000);
}

/* Whatever is done, the visible range stays sound, and a zoom keeps the moment
 * under the pointer where the full range allows. */
static void
test_random (void)
{
  PscTimeScale scale;

  psc_time_scale_init (&scale, 0, FULL_NS);
  psc_time_scale_set_pixels (&scale, 40., g_test_rand_bit () ? 900. : -900.);

  for (guint i = 0; i < 5000; i++)
    {
      double px = scale.offset_px +
                  scale.length_px * g_test_rand_double_range (0., 1.);
      gint64 at_ns = psc_time_scale_to_ns (&scale, px);
      double error_px;

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          psc_time_scale_pan (&scale, g_test_rand_double_range (-900., 900.));
          break;

        case 1:
          psc_time_scale_set_full (&scale, 0,
                                   scale.full_end_ns +
                                     g_test_rand_int_range (0, 1000000));
          break;

        default:
          psc_time_scale_zoom_at (&scale, px,
                                  exp (g_test_rand_double_range (-2., 2.2)));
          error_px = psc_time_scale_to_px (&scale, at_ns) - px;
          if (scale.visible_begin_ns > scale.full_begin_ns &&
              scale.visible_end_ns < scale.full_end_ns)
            g_assert_cmpfloat (fabs (error_px), <=,
                               2. / psc_time_scale_get_ns_per_px (&scale) + .01);
          break;
        }

      assert_sound (&scale);
      g_assert_cmpfloat (fabs (psc_time_scale_to_px
                               (&scale, psc_time_scale_to_ns (&scale, px)) - px),
                         <=, 1. / psc_time_scale_get_ns_per_px (&scale));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-scale/pixels", test_pixels);
  g_test_add_func ("/time-scale/zoom-and-pan", test_zoom_and_pan);
  g_test_add_func ("/time-scale/follow", test_follow);
  g_test_add_func ("/time-scale/reveal", test_reveal);
  g_test_add_func ("/time-scale/random", test_random);

  return g_test_run ();
}
