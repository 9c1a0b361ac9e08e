/* test-outcome.c: outcomes in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-outcome.h"

static void
test_labels (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  /* Each has a name of its own; what is beyond them has one, too. */
  for (PscOutcome i = 0; i < PSC_N_OUTCOMES; i++)
    g_assert_true (g_hash_table_add (seen,
                                     (gpointer) psc_outcome_get_label (i)));
  g_assert_cmpstr (psc_outcome_get_label (PSC_OUTCOME_TIMED_OUT), ==,
                   "timed out");
  g_assert_cmpstr (psc_outcome_get_label (PSC_N_OUTCOMES), ==, "not yet run");
}

static void
test_signals (void)
{
  static const struct
  {
    int         signal;
    const char *name;
  } cases[] = {
    { SIGKILL, "SIGKILL" },
    { SIGSEGV, "SIGSEGV" },
    { SIGTERM, "SIGTERM" },
    { 60, "SIG60" }, /* one of the real-time signals, which have no name */
    { 0, "SIG0" },
    { -1, "SIG-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = psc_signal_dup_name (cases[i].signal);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
assert_description (PscCause    cause,
                    const char *detail,
                    const char *expected)
{
  g_autofree char *text =
    psc_outcome_describe (cause, "wc", 3, SIGSEGV, 2500000000, detail);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_descriptions (void)
{
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  assert_description (PSC_CAUSE_NONE, NULL, NULL);
  assert_description (PSC_CAUSE_EXIT_STATUS, NULL, "wc exited with status 3");
  assert_description (PSC_CAUSE_NO_START, "out of luck",
                      "wc could not be started: out of luck");
  assert_description (PSC_CAUSE_NO_START, NULL,
                      "wc could not be started: ?");
  assert_description (PSC_CAUSE_SIGNAL, NULL,
                      "wc was ended by signal SIGSEGV");
  assert_description (PSC_CAUSE_TIME_LIMIT, NULL,
                      "wc was ended after the time limit of 2.5 s");
  assert_description (PSC_CAUSE_WORKER_DIED, NULL, "its worker died");
  assert_description (PSC_CAUSE_WORKER_DIED, "%s %n",
                      "its worker died: %s %n");

  for (PscCause i = PSC_CAUSE_NONE + 1; i < PSC_N_CAUSES; i++)
    {
      char *text = psc_outcome_describe (i, "wc", 1, 9, 1, NULL);

      g_assert_nonnull (text);
      g_assert_true (g_hash_table_add (seen, text));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outcome/labels", test_labels);
  g_test_add_func ("/outcome/signals", test_signals);
  g_test_add_func ("/outcome/descriptions", test_descriptions);

  return g_test_run ();
}
