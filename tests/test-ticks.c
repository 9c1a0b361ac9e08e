/* test-ticks.c: round times with the digits that they need
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-ticks.h"
#include "psc-types.h"

#define MS  G_GINT64_CONSTANT (1000000)
#define SEC PSC_NSEC_PER_SEC
#define MIN_NS (60 * SEC)

static const struct
{
  gint64      begin_ns;
  gint64      end_ns;
  guint       max_ticks;
  const char *labels; /* with plain spaces, separated by bars */
} cases[] = {
  { 0, 0, 5, "0" },
  { 0, 10, 5, "0|2 ns|4 ns|6 ns|8 ns|10 ns" },
  { 0, 1000, 2, "0|0.5 µs|1.0 µs" },
  { 0, 517 * MS, 6, "0|100 ms|200 ms|300 ms|400 ms|500 ms" },
  { 120 * MS, 131 * MS, 3, "120 ms|125 ms|130 ms" },
  { 5 * SEC + 3, 5 * SEC + 12000, 3, "5.000005 s|5.000010 s" },
  { 0, 26 * SEC, 3, "0|10 s|20 s" },
  { 0, 59 * SEC, 2, "0|30 s" },
  { 0, 150 * SEC, 5, "0|30 s|60 s|90 s|120 s|150 s" },
  { 0, 6 * MIN_NS, 4, "0|2 min|4 min|6 min" },
  { 0, 3 * 60 * MIN_NS, 3, "0|60 min|120 min|180 min" },
};

static void
test_labels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *labels = g_string_new (NULL);
      PscTicks ticks;

      psc_ticks_init (&ticks, cases[i].begin_ns, cases[i].end_ns,
                      cases[i].max_ticks);
      for (guint j = 0; j < ticks.n_ticks; j++)
        {
          g_autofree char *label = psc_ticks_dup_label (&ticks, j);

          if (j > 0)
            g_string_append_c (labels, '|');
          g_string_append (labels, label);
        }
      g_string_replace (labels, "\302\240", " ", 0);
      g_assert_cmpstr (labels->str, ==, cases[i].labels);
      g_string_free (labels, TRUE);
    }
}

/* On any range: not more ticks than asked for, not far fewer, all in the
 * range, and no two labels alike. */
static void
test_random (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      gint64 length_ns = G_GINT64_CONSTANT (1)
                         << g_test_rand_int_range (4, 50);
      gint64 begin_ns = g_test_rand_int_range (0, 1000) * (length_ns / 16);
      guint max_ticks = (guint) g_test_rand_int_range (2, 30);
      g_autofree char *before = NULL;
      PscTicks ticks;

      psc_ticks_init (&ticks, begin_ns, begin_ns + length_ns, max_ticks);
      g_assert_cmpuint (ticks.n_ticks, <=, max_ticks + 1);
      if (length_ns > max_ticks * 2)
        g_assert_cmpint (ticks.step_ns, <=, length_ns / max_ticks * 10 / 3 + 1);

      for (guint j = 0; j < ticks.n_ticks; j++)
        {
          g_autofree char *label = psc_ticks_dup_label (&ticks, j);
          gint64 time_ns = psc_ticks_get_time_ns (&ticks, j);

          g_assert_cmpint (time_ns, >=, begin_ns);
          g_assert_cmpint (time_ns, <=, begin_ns + length_ns);
          g_assert_cmpint (time_ns % ticks.step_ns, ==, 0);
          g_assert_cmpstr (label, !=, before);
          g_free (before);
          before = g_steal_pointer (&label);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ticks/labels", test_labels);
  g_test_add_func ("/ticks/random", test_random);

  return g_test_run ();
}
