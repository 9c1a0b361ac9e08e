/* test-throttle.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-utils.h"
#include "psc-throttle.h"

static void
count_cb (gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* However often it is asked for, it is done once, and then again. */
static void
test_ask (void)
{
  guint n = 0;
  PscThrottle *throttle = psc_throttle_new (1, count_cb, &n);

  for (guint i = 0; i < 3; i++)
    psc_throttle_ask (throttle);
  g_assert_cmpuint (n, ==, 0);
  psc_test_wait_until (n > 0);
  g_assert_cmpuint (n, ==, 1);

  psc_throttle_ask (throttle);
  psc_test_wait_until (n == 2);

  psc_throttle_free (throttle);
}

/* What is asked is forgotten with the throttle: nothing waits any more. */
static void
test_forget (void)
{
  guint n = 0, n_later = 0;
  PscThrottle *throttle = psc_throttle_new (1, count_cb, &n);
  PscThrottle *later = psc_throttle_new (20, count_cb, &n_later);

  psc_throttle_ask (throttle);
  psc_throttle_free (throttle);
  psc_throttle_ask (later);
  psc_test_wait_until (n_later == 1);
  g_assert_cmpuint (n, ==, 0);

  psc_throttle_free (later);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/throttle/ask", test_ask);
  g_test_add_func ("/throttle/forget", test_forget);

  return g_test_run ();
}
