/* test-log-axis.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-log-axis.h"

#define US 1e3
#define MS 1e6

/* Equal ratios are equally far apart. */
static void
test_positions (void)
{
  PscLogAxis axis;
  double first, second, third;

  psc_log_axis_init (&axis, 1. * MS, 100. * MS);
  psc_log_axis_set_pixels (&axis, 20., 400.);
  first = psc_log_axis_to_px (&axis, 1. * MS);
  second = psc_log_axis_to_px (&axis, 10. * MS);
  third = psc_log_axis_to_px (&axis, 100. * MS);

  g_assert_cmpfloat (first, >, 20.);
  g_assert_cmpfloat (third, <, 420.);
  g_assert_cmpfloat_with_epsilon (second - first, third - second, 1e-9);
  g_assert_cmpfloat (psc_log_axis_to_px (&axis, 0.), ==, 20.);
}

/* One value alone is in the middle of an axis that still has a length. */
static void
test_one_value (void)
{
  PscLogAxis axis;

  psc_log_axis_init (&axis, 3. * MS, 3. * MS);
  psc_log_axis_set_pixels (&axis, 0., 100.);
  g_assert_cmpfloat_with_epsilon (psc_log_axis_to_px (&axis, 3. * MS), 50.,
                                  1e-9);
  g_assert_cmpfloat (axis.end_ns, >=, 3. * axis.begin_ns);

  psc_log_axis_init (&axis, 0., 0.);
  g_assert_cmpfloat (axis.begin_ns, >, 0.);
}

static void
check_ticks (const PscLogAxis *axis,
             double            distance,
             const char       *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 tick_ns = 0;

  while ((tick_ns = psc_log_axis_find_tick (axis, tick_ns, distance)) != 0)
    {
      g_autofree char *label = psc_log_axis_dup_label (tick_ns);

      g_string_append_printf (text, "%s|", label);
    }
  g_string_replace (text, "\302\240", " ", 0);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_ticks (void)
{
  PscLogAxis axis;

  psc_log_axis_init (&axis, 300. * US, 20. * MS);
  psc_log_axis_set_pixels (&axis, 0., 600.);
  check_ticks (&axis, 40., "500 µs|1 ms|2 ms|5 ms|10 ms|20 ms|");
  check_ticks (&axis, 200., "1 ms|10 ms|");

  psc_log_axis_init (&axis, 1e9, 120e9);
  psc_log_axis_set_pixels (&axis, 0., 100.);
  check_ticks (&axis, 40., "1 s|10 s|100 s|");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/log-axis/positions", test_positions);
  g_test_add_func ("/log-axis/one-value", test_one_value);
  g_test_add_func ("/log-axis/ticks", test_ticks);

  return g_test_run ();
}
