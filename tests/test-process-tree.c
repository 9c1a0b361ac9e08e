/* test-process-tree.c: a process and what it started
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>

#include "psc-process-tree.h"
#include "psc-test-utils.h"

/* Takes the place of its shell, so that the shell's number is its own. */
#define SLEEP "exec sleep 100"

typedef struct
{
  char        *directory;
  GSubprocess *subprocess;
  pid_t        pid;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = psc_test_make_directory (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->subprocess != NULL)
    g_subprocess_wait (fixture->subprocess, NULL, NULL);
  g_clear_object (&fixture->subprocess);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* Starts a shell script, in the fixture's directory. */
static void
start (Fixture    *fixture,
       const char *script)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_cwd (launcher, fixture->directory);
  fixture->subprocess = g_subprocess_launcher_spawn (launcher, &error,
                                                     "/bin/sh", "-c", script,
                                                     NULL);
  g_assert_no_error (error);
  fixture->pid = atoi (g_subprocess_get_identifier (fixture->subprocess));
}

static void
touch (Fixture    *fixture,
       const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static gboolean
can_see_children (void)
{
  if (g_file_test ("/proc/thread-self/children", G_FILE_TEST_EXISTS))
    return TRUE;

  g_test_skip ("the kernel does not tell who a process's children are");
  return FALSE;
}

static void
test_signal (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const names[] = { "a", "b", "c", "d" };
  pid_t pids[G_N_ELEMENTS (names)];
  g_autoptr (PscProcessTree) tree = NULL;
  guint n_files;

  if (!can_see_children ())
    return;

  /* d is b's grandchild, and c is in a session of its own. */
  start (fixture,
         "sh -c 'echo $$ > a; " SLEEP "' &\n"
         "sh -c 'echo $$ > b; sh -c \"sh -c \\\"echo \\$\\$ > d; " SLEEP
         "\\\"; true\"; true' &\n"
         "setsid sh -c 'echo $$ > c; " SLEEP "' &\n"
         "wait");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pids[i] = psc_test_wait_for_pid (fixture->directory, names[i]);

  n_files = psc_test_count_files ();
  tree = psc_process_tree_new (fixture->pid);

  /* To look is to do no harm. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (psc_test_is_alive (pids[i]));

  psc_process_tree_signal (tree, SIGKILL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    psc_test_wait_until (!psc_test_is_alive (pids[i]));
  psc_test_wait_until (!psc_test_is_alive (fixture->pid));

  g_clear_pointer (&tree, psc_process_tree_free);
  g_assert_true (g_subprocess_wait (fixture->subprocess, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_term_sig (fixture->subprocess), ==,
                   SIGKILL);
  g_clear_object (&fixture->subprocess);
  g_assert_cmpuint (psc_test_count_files (), <=, n_files);
}

/* What is started after the tree was made belongs to it as well, also when
 * who started it is known from before only. */
static void
test_later (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscProcessTree) tree = NULL;
  pid_t early, late;

  if (!can_see_children ())
    return;

  start (fixture,
         "sh -c 'echo $$ > early; until test -e go; do sleep 0.01; done; "
         "sh -c \"echo \\$\\$ > late; " SLEEP "\"; true' & wait");
  early = psc_test_wait_for_pid (fixture->directory, "early");
  tree = psc_process_tree_new (fixture->pid);
  touch (fixture, "go");
  late = psc_test_wait_for_pid (fixture->directory, "late");

  psc_process_tree_signal (tree, SIGKILL);
  psc_test_wait_until (!psc_test_is_alive (early) &&
                       !psc_test_is_alive (late) &&
                       !psc_test_is_alive (fixture->pid));
}

/* A member stays one when who started it is gone. */
static void
test_orphan (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscProcessTree) tree = NULL;
  pid_t orphan;

  if (!can_see_children ())
    return;

  start (fixture,
         "sh -c 'echo $$ > orphan; " SLEEP "' & "
         "until test -e go; do sleep 0.01; done");
  orphan = psc_test_wait_for_pid (fixture->directory, "orphan");
  tree = psc_process_tree_new (fixture->pid);
  touch (fixture, "go");
  g_assert_true (g_subprocess_wait (fixture->subprocess, NULL, NULL));
  g_assert_true (psc_test_is_alive (orphan));

  psc_process_tree_signal (tree, SIGTERM);
  psc_test_wait_until (!psc_test_is_alive (orphan));
}

/* Nobody else is hit. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GSubprocess) other =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "sleep", "100", NULL);
  pid_t other_pid = atoi (g_subprocess_get_identifier (other));
  g_autoptr (PscProcessTree) tree = NULL;

  start (fixture, SLEEP);
  tree = psc_process_tree_new (fixture->pid);
  psc_process_tree_signal (tree, SIGKILL);
  g_assert_true (g_subprocess_wait (fixture->subprocess, NULL, NULL));
  g_assert_true (psc_test_is_alive (other_pid));
  g_subprocess_force_exit (other);
  g_assert_true (g_subprocess_wait (other, NULL, NULL));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscProcessTree) early = NULL;
  g_autoptr (PscProcessTree) late = NULL;

  start (fixture, "until test -e go; do sleep 0.01; done");
  early = psc_process_tree_new (fixture->pid);
  touch (fixture, "go");
  g_assert_true (g_subprocess_wait (fixture->subprocess, NULL, NULL));
  late = psc_process_tree_new (fixture->pid);

  /* There is nobody to signal, and that is all. */
  psc_process_tree_signal (early, SIGKILL);
  psc_process_tree_signal (late, SIGKILL);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->subprocess), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                     \
  g_test_add ("/process-tree/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("signal", test_signal);
  ADD ("later", test_later);
  ADD ("orphan", test_orphan);
  ADD ("others", test_others);
  ADD ("gone", test_gone);

  return g_test_run ();
}
