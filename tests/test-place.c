/* test-place.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "psc-place.h"
#include "psc-test-utils.h"

/* A directory is not there once it has another name, even if there is one again
 * where it was. */
static void
test_moved (void)
{
  static const char * const names[] = { "files/a", NULL };
  g_autofree char *above = psc_test_make_directory (names);
  g_autofree char *directory = g_build_filename (above, "files", NULL);
  g_autofree char *moved = g_build_filename (above, "moved", NULL);
  PscPlace place;

  psc_place_read (&place, directory);
  g_assert_true (psc_place_is_there (&place, directory));

  g_assert_no_errno (g_rename (directory, moved));
  g_assert_false (psc_place_is_there (&place, directory));
  g_assert_true (psc_place_is_there (&place, moved));
  g_assert_no_errno (g_mkdir (directory, 0700));
  g_assert_false (psc_place_is_there (&place, directory));

  psc_test_remove_directory (above);
}

/* What was never there is not there. */
static void
test_nowhere (void)
{
  PscPlace place;

  psc_place_read (&place, "/nonexistent/directory");
  g_assert_false (psc_place_is_there (&place, "/nonexistent/directory"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/place/moved", test_moved);
  g_test_add_func ("/place/nowhere", test_nowhere);

  return g_test_run ();
}
