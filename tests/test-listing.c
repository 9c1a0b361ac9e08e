/* test-listing.c: the entries of a directory
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-test-utils.h"

/* Whose rights are tried where root has them all. */
#define NOBODY 65534

static PscListing *
read_listing (const char      *directory,
              PscListingFlags  flags,
              guint            limit)
{
  g_autoptr (GError) error = NULL;
  PscListing *listing = psc_listing_read (directory, flags, limit, NULL,
                                          &error);

  g_assert_no_error (error);

  return listing;
}

static void
assert_names (PscListing         *listing,
              const char * const *names)
{
  guint n_names = g_strv_length ((char **) names);

  g_assert_cmpuint (psc_listing_get_n_files (listing), ==, n_names);
  for (guint i = 0; i < n_names; i++)
    g_assert_cmpstr (psc_listing_get_name (listing, i), ==, names[i]);
}

static void
test_order (void)
{
  static const char * const names[] = {
    "-l", "10", "9", "B", "a\nb", "a b", "b", "sub", "\xc3\xa9", "\xff", NULL,
  };
  g_autofree char *directory = psc_test_make_directory (
    (const char *[]) { "9", "10", "B", "b", "\xff", "\xc3\xa9", "sub/", "-l",
                       "a b", "a\nb", ".hidden", "sub/inner", NULL });
  g_autoptr (PscListing) listing = read_listing (directory, 0, 0);
  g_autofree char *path = psc_listing_dup_path (listing, 9);
  g_autofree char *expected = g_build_filename (directory, "\xff", NULL);
  g_autofree char *uri = psc_listing_dup_uri (listing, 9);
  g_autofree char *back = g_filename_from_uri (uri, NULL, NULL);

  assert_names (listing, names);
  g_assert_cmpstr (psc_listing_get_directory (listing), ==, directory);
  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpstr (back, ==, path);
  g_assert_true (g_str_has_suffix (uri, "/%FF"));
  g_assert_cmpuint (psc_listing_get_n_left_out (listing), ==, 0);
  g_assert_cmpuint (psc_listing_get_n_unread (listing), ==, 0);
  psc_test_remove_directory (directory);
}

static void
test_flags (void)
{
  g_autofree char *directory = psc_test_make_directory (
    (const char *[]) { ".h", ".d/x", "s/.y", "s/t/z", "s/t/u/", "w", NULL });
  g_autofree char *link = g_build_filename (directory, "s", "loop", NULL);
  g_autoptr (PscListing) hidden = NULL;
  g_autoptr (PscListing) recursive = NULL;
  g_autoptr (PscListing) both = NULL;

  /* A link to a directory is an entry, and no way in. */
  g_assert_cmpint (symlink ("..", link), ==, 0);

  hidden = read_listing (directory, PSC_LISTING_HIDDEN, 0);
  assert_names (hidden, (const char *[]) { ".d", ".h", "s", "w", NULL });
  recursive = read_listing (directory, PSC_LISTING_RECURSIVE, 0);
  assert_names (recursive,
                (const char *[]) { "s", "s/loop", "s/t", "s/t/u", "s/t/z",
                                   "w", NULL });
  both = read_listing (directory,
                       PSC_LISTING_HIDDEN | PSC_LISTING_RECURSIVE, 0);
  assert_names (both,
                (const char *[]) { ".d", ".d/x", ".h", "s", "s/.y", "s/loop",
                                   "s/t", "s/t/u", "s/t/z", "w", NULL });
  psc_test_remove_directory (directory);
}

static void
test_limit (void)
{
  g_autofree char *directory = psc_test_make_directory (
    (const char *[]) { "c", "a", "d", "b", NULL });

  for (guint limit = 0; limit < 7; limit++)
    {
      g_autoptr (PscListing) listing = read_listing (directory, 0, limit);
      guint expected = limit == 0 ? 4 : MIN (limit, 4);

      g_assert_cmpuint (psc_listing_get_n_files (listing), ==, expected);
      g_assert_cmpuint (psc_listing_get_n_left_out (listing), ==,
                        4 - expected);
      g_assert_cmpstr (psc_listing_get_name (listing, 0), ==, "a");
    }
  psc_test_remove_directory (directory);
}

static void
test_relative (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char *[]) { "s/x", NULL });
  g_autofree char *back = g_get_current_dir ();
  g_autofree char *expected = NULL;
  g_autoptr (PscListing) listing = NULL;

  g_assert_cmpint (g_chdir (directory), ==, 0);
  listing = read_listing ("./s/../s/", 0, 0);
  g_assert_cmpint (g_chdir (back), ==, 0);

  expected = g_canonicalize_filename ("s", directory);
  g_assert_cmpstr (psc_listing_get_directory (listing), ==, expected);
  psc_test_remove_directory (directory);
}

static void
assert_unreadable (const char      *directory,
                   PscListingFlags  flags,
                   int              code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (directory);

  g_assert_null (psc_listing_read (directory, flags, 0, NULL, &error));
  g_assert_error (error, PSC_ERROR, code);
  g_assert_nonnull (strstr (error->message, shown));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_errors (void)
{
  g_autofree char *directory = psc_test_make_directory (
    (const char *[]) { "file", "empty/", "hidden/.x", NULL });
  g_autofree char *file = g_build_filename (directory, "file", NULL);
  g_autofree char *empty = g_build_filename (directory, "empty", NULL);
  g_autofree char *hidden = g_build_filename (directory, "hidden", NULL);
  g_autofree char *missing = g_build_filename (directory, "\xff", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autofree char *loop = g_build_filename (directory, "loop", NULL);
  g_autoptr (PscListing) found = NULL;

  g_assert_cmpint (symlink ("loop", loop), ==, 0);

  assert_unreadable (file, 0, PSC_ERROR_NOT_DIRECTORY);
  assert_unreadable (below, 0, PSC_ERROR_NOT_DIRECTORY);
  assert_unreadable (missing, 0, PSC_ERROR_NOT_FOUND);
  assert_unreadable (loop, 0, PSC_ERROR_READ);
  assert_unreadable (empty, 0, PSC_ERROR_EMPTY);
  assert_unreadable (empty, PSC_LISTING_HIDDEN, PSC_ERROR_EMPTY);
  assert_unreadable (hidden, 0, PSC_ERROR_EMPTY);
  found = read_listing (hidden, PSC_LISTING_HIDDEN, 0);
  assert_names (found, (const char *[]) { ".x", NULL });
  psc_test_remove_directory (directory);
}

static void
test_no_permission (void)
{
  g_autofree char *directory = psc_test_make_directory (
    (const char *[]) { "a", "closed/x", "open/y", NULL });
  g_autofree char *closed = g_build_filename (directory, "closed", NULL);
  g_autoptr (PscListing) listing = NULL;
  gboolean is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (directory, 0755), ==, 0);
  g_assert_cmpint (g_chmod (closed, 0), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);

  assert_unreadable (closed, 0, PSC_ERROR_NO_PERMISSION);
  listing = read_listing (directory, PSC_LISTING_RECURSIVE, 0);

  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (closed, 0755), ==, 0);

  assert_names (listing,
                (const char *[]) { "a", "closed", "open", "open/y", NULL });
  g_assert_cmpuint (psc_listing_get_n_unread (listing), ==, 1);
  psc_test_remove_directory (directory);
}

static void
test_cancel (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char *[]) { "a", NULL });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (psc_listing_read (directory, 0, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  psc_test_remove_directory (directory);
}

static void
test_async (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char *[]) { "a", "b", "c", NULL });
  g_autofree char *missing = g_build_filename (directory, "x", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  psc_listing_read_async (directory, 0, 2, &n_found, NULL,
                          psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);
  listing = psc_listing_read_finish (result, &error);
  g_assert_no_error (error);
  assert_names (listing, (const char *[]) { "a", "b", NULL });
  g_assert_cmpuint (n_found, ==, 3);
  g_clear_object (&result);

  psc_listing_read_async (missing, 0, 0, NULL, NULL,
                          psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);
  g_assert_null (psc_listing_read_finish (result, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NOT_FOUND);
  psc_test_remove_directory (directory);
}

/* The order of known names is the caller's. */
static void
test_names (void)
{
  static const char * const names[] = { "z", "a", "z", NULL };
  PscListing *listing = psc_listing_new_for_names ("/x/", names);
  g_autoptr (PscListing) other = psc_listing_ref (listing);
  g_autofree char *path = NULL;

  psc_listing_unref (listing);
  assert_names (other, names);
  g_assert_cmpstr (psc_listing_get_directory (other), ==, "/x");
  path = psc_listing_dup_path (other, 1);
  g_assert_cmpstr (path, ==, "/x/a");
}

/* Depth must not cost descriptors. */
static void
test_deep (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (PscListing) listing = NULL;
  struct rlimit limit, before;

  for (guint i = 0; i < 300; i++)
    g_string_append (name, "deep/");
  {
    g_autofree char *path = g_build_filename (directory, name->str, NULL);

    g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
  }

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 64;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  listing = read_listing (directory, PSC_LISTING_RECURSIVE, 0);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  g_assert_cmpuint (psc_listing_get_n_files (listing), ==, 300);
  g_assert_cmpuint (psc_listing_get_n_unread (listing), ==, 0);
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/listing/order", test_order);
  g_test_add_func ("/listing/flags", test_flags);
  g_test_add_func ("/listing/limit", test_limit);
  g_test_add_func ("/listing/relative", test_relative);
  g_test_add_func ("/listing/errors", test_errors);
  g_test_add_func ("/listing/no-permission", test_no_permission);
  g_test_add_func ("/listing/cancel", test_cancel);
  g_test_add_func ("/listing/async", test_async);
  g_test_add_func ("/listing/names", test_names);
  g_test_add_func ("/listing/deep", test_deep);

  return g_test_run ();
}
