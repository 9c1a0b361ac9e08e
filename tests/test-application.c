/* test-application.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "psc-about.h"
#include "psc-test-utils.h"

static char *
dup_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "app", "poolscope",
                                NULL);
}

static GSubprocessLauncher *
new_launcher (void)
{
  return g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                    G_SUBPROCESS_FLAGS_STDERR_MERGE);
}

/* Runs the program without a display. */
static char *
run_program (const char *option,
             int        *status)
{
  g_autofree char *path = dup_program ();
  g_autoptr (GSubprocessLauncher) launcher = new_launcher ();
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
test_no_display (void)
{
  int status;
  g_autofree char *text = run_program (NULL, &status);

  g_assert_cmpint (status, ==, 1);
  g_assert_nonnull (strstr (text, "There is no display"));
  g_assert_nonnull (strstr (text, "poolscope-cli"));
}

/* Whether a process would do something of its own when asked to end. */
static gboolean
catches (const char *id,
         int         number)
{
  g_autofree char *path = g_build_filename ("/proc", id, "status", NULL);
  g_autofree char *text = NULL;
  const char *caught;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  caught = strstr (text, "SigCgt:");
  g_assert_nonnull (caught);

  return (g_ascii_strtoull (caught + strlen ("SigCgt:"), NULL, 16) &
          (1 << (number - 1))) != 0;
}

/* Without a schema, a session bus and a bus of assistive technology, there are
 * no preferences, and nothing else is missing.  Whichever signal ends it, the
 * program leaves in order. */
static void
test_alone (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autofree char *path = dup_program ();
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "a", "b", NULL });
  g_autoptr (GSubprocessLauncher) launcher = new_launcher ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_getenv ("DISPLAY") == NULL)
    {
      g_test_skip ("no display");
      return;
    }

  g_subprocess_launcher_setenv (launcher, "GSETTINGS_SCHEMA_DIR", directory,
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                "unix:path=/nowhere", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GTK_A11Y");

  /* GTK itself warns of the bus. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawn (launcher, &error, path, directory,
                                         NULL);
  g_assert_no_error (error);
  psc_test_wait_until (catches (g_subprocess_get_identifier (process), number));
  g_subprocess_send_signal (process, number);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", text);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + number);

  psc_test_remove_directory (directory);
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
  g_test_add_func ("/application/no-display", test_no_display);
  g_test_add_data_func ("/application/alone", GINT_TO_POINTER (SIGTERM),
                        test_alone);
  g_test_add_data_func ("/application/interrupted", GINT_TO_POINTER (SIGINT),
                        test_alone);
  g_test_add_data_func ("/application/hung-up", GINT_TO_POINTER (SIGHUP),
                        test_alone);
  g_test_add_func ("/application/debug-info", test_debug_info);

  return g_test_run ();
}
