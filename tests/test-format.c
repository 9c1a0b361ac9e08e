/* test-format.c: figures and foreign text for people
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "psc-format.h"
#include "psc-types.h"

#define NBSP "\302\240"

static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_count (void)
{
  assert_text (psc_format_count (0), "0");
  assert_text (psc_format_count (G_MAXUINT64), "18446744073709551615");
}

static void
test_duration (void)
{
  static const struct
  {
    gint64      time_ns;
    const char *text;
  } cases[] = {
    { PSC_NEVER, "–" },
    { 0, "0" NBSP "s" },
    { 1, "1" NBSP "ns" },
    { 95, "95" NBSP "ns" },
    { 999, "999" NBSP "ns" },
    { 1000, "1.00" NBSP "µs" },
    { 840000, "840" NBSP "µs" },
    { 999499, "999" NBSP "µs" },
    { 999500, "1.00" NBSP "ms" },
    { 9994999, "9.99" NBSP "ms" },
    { 9995001, "10.0" NBSP "ms" },
    { 12700000, "12.7" NBSP "ms" },
    { 99949999, "99.9" NBSP "ms" },
    { 99950001, "100" NBSP "ms" },
    { 517000000, "517" NBSP "ms" },
    { 999500000, "1.00" NBSP "s" },
    { 1930000000, "1.93" NBSP "s" },
    { 59949999999, "59.9" NBSP "s" },
    { 59950000000, "1" NBSP "min" NBSP "0" NBSP "s" },
    { 83000000000, "1" NBSP "min" NBSP "23" NBSP "s" },
    { 3599400000000, "59" NBSP "min" NBSP "59" NBSP "s" },
    { 3599500000000, "1" NBSP "h" NBSP "0" NBSP "min" },
    { 7169000000000, "1" NBSP "h" NBSP "59" NBSP "min" },
    { 7170000000000, "2" NBSP "h" NBSP "0" NBSP "min" },
    { 9000000000000, "2" NBSP "h" NBSP "30" NBSP "min" },
    { -12700000, "−12.7" NBSP "ms" },
    { G_MAXINT64, "2562047" NBSP "h" NBSP "47" NBSP "min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (psc_format_duration (cases[i].time_ns), cases[i].text);
}

static void
test_rough (void)
{
  const struct
  {
    gint64      time_ns;
    const char *text;
  } cases[] = {
    { 0, "1\302\240s" },
    { 400000000, "1\302\240s" },
    { 2500000000, "3\302\240s" },
    { 99 * PSC_NSEC_PER_SEC, "99\302\240s" },
    { 100 * PSC_NSEC_PER_SEC, "2\302\240min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = psc_format_rough (cases[i].time_ns);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_ratio (void)
{
  assert_text (psc_format_ratio (0.), "0.00");
  assert_text (psc_format_ratio (.926), "0.93");
  assert_text (psc_format_ratio (1.), "1.00");
  assert_text (psc_format_ratio (9.996), "10.0");
  assert_text (psc_format_ratio (123.4), "123");
  assert_text (psc_format_ratio (NAN), "–");
  assert_text (psc_format_ratio (INFINITY), "–");
}

static void
test_percent (void)
{
  assert_text (psc_format_percent (0.), "0" NBSP "%");
  assert_text (psc_format_percent (.97), "97" NBSP "%");
  assert_text (psc_format_percent (1.), "100" NBSP "%");
  assert_text (psc_format_percent (.0996), "10" NBSP "%");
  assert_text (psc_format_percent (.075), "7.5" NBSP "%");
  assert_text (psc_format_percent (.00001), "<" NBSP "0.1" NBSP "%");
  assert_text (psc_format_percent (NAN), "–");
}

static void
test_decimal_comma (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }

  assert_text (psc_format_duration (12700000), "12,7" NBSP "ms");
  assert_text (psc_format_ratio (.93), "0,93");
  assert_text (psc_format_percent (.075), "7,5" NBSP "%");
  assert_text (psc_format_count (1234567), "1.234.567");
  setlocale (LC_NUMERIC, old);
}

static void
test_name (void)
{
  assert_text (psc_format_name ("aio.h"), "aio.h");
  assert_text (psc_format_name (""), "");
  assert_text (psc_format_name ("Übung 日本.txt"), "Übung 日本.txt");
  assert_text (psc_format_name ("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  assert_text (psc_format_name ("\033[31mred\177"), "\\x1b[31mred\\x7f");
  assert_text (psc_format_name ("a\\nb"), "a\\\\nb");
  assert_text (psc_format_name ("\377\376x\303"), "\\xff\\xfex\\xc3");
  assert_text (psc_format_name ("\302\205"), "\\u0085");
  assert_text (psc_format_name ("a\342\200\250b"), "a\\u2028b");
  assert_text (psc_format_name ("\363\240\200\201"), "\\U000e0001");
  /* The joiner in a family of two stays. */
  assert_text (psc_format_name ("👩\342\200\215👧"), "👩\342\200\215👧");
}

static void
test_directional (void)
{
  static const gunichar marks[] = {
    0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
    0x2066, 0x2067, 0x2068, 0x2069,
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      char name[8] = { 0, };
      g_autofree char *expected = g_strdup_printf ("\\u%04xx", marks[i]);

      name[g_unichar_to_utf8 (marks[i], name)] = 'x';
      assert_text (psc_format_name (name), expected);
      assert_text (psc_format_output (name, strlen (name)), expected);
    }
}

static void
test_output (void)
{
  assert_text (psc_format_output ("a\tb\nc\\d\r\n", 9), "a\tb\nc\\d\\r\n");
  assert_text (psc_format_output ("\033]0;x\a", 6), "\\x1b]0;x\\x07");
  assert_text (psc_format_output ("a\0b", 3), "a\\x00b");
  assert_text (psc_format_output ("cut\303", 4), "cut\\xc3");
  assert_text (psc_format_output (NULL, 0), "");
}

static void
test_bytes (void)
{
  assert_text (psc_format_bytes ("\033a\n", 3), "\033a\n");
  assert_text (psc_format_bytes ("\377\0é", 4), "\\xff\\x00é");
}

static void
test_valid (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      char data[24];
      g_autofree char *text = NULL;

      for (guint j = 0; j < sizeof data; j++)
        data[j] = (char) g_rand_int_range (rand, -128, 128);

      text = psc_format_bytes (data, sizeof data);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_free (text);
      text = psc_format_output (data, sizeof data);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      for (const char *c = text; *c != '\0'; c++)
        g_assert_true ((guchar) *c >= ' ' || *c == '\n' || *c == '\t');
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/duration", test_duration);
  g_test_add_func ("/format/rough", test_rough);
  g_test_add_func ("/format/ratio", test_ratio);
  g_test_add_func ("/format/percent", test_percent);
  g_test_add_func ("/format/decimal-comma", test_decimal_comma);
  g_test_add_func ("/format/name", test_name);
  g_test_add_func ("/format/directional", test_directional);
  g_test_add_func ("/format/output", test_output);
  g_test_add_func ("/format/bytes", test_bytes);
  g_test_add_func ("/format/valid", test_valid);

  return g_test_run ();
}
