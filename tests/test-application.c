/* test-application.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "psc-about.h"

/* Runs the program without a display. */
static char *
run_program (const char *option,
             int        *status)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "..", "src",
                                                 "app", "poolscope", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  process = g_subprocess_launcher_spawn (launcher, &error, path, option,
                                         NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  *status = g_subprocess_get_exit_status (process);

  return text;
}

static void
test_version (void)
{
  int status;
  g_autofree char *text = run_program ("--version", &status);

  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (text, ==, "poolscope " PACKAGE_VERSION "\n");
}

static void
test_help (void)
{
  int status;
  g_autofree char *text = run_program ("--help", &status);

  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (text, "[DIRECTORY]"));
  g_assert_nonnull (strstr (text, "--version"));
}

static void
test_wrong_option (void)
{
  int status;
  g_autofree char *text = run_program ("--no-such-option", &status);

  g_assert_cmpint (status, !=, 0);
  g_assert_nonnull (strstr (text, "--no-such-option"));
}

static void
test_debug_info (void)
{
  g_autofree char *info = psc_about_dup_debug_info ();

  g_assert_nonnull (strstr (info, "Poolscope " PACKAGE_VERSION));
  g_assert_nonnull (strstr (info, "GTK 4."));
  g_assert_nonnull (strstr (info, "usable"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/version", test_version);
  g_test_add_func ("/application/help", test_help);
  g_test_add_func ("/application/wrong-option", test_wrong_option);
  g_test_add_func ("/application/debug-info", test_debug_info);

  return g_test_run ();
}
