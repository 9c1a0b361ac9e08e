/* test-fault-start.c: worker programs that are none, or of another version
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "psc-test-fault.h"

static const char * const modes[] = {
  "--mode=process", "--mode=process-executor",
};

/* Makes a run that cannot be: the first line says why, what may follow is what
 * the worker said, and no process is left. */
static void
assert_no_run (PscTestFault *self,
               const char   *mode,
               const char   *reason)
{
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", mode, "--step=compute",
                                                 "--workers=3", "--quiet",
                                                 self->directory);
  g_auto (GStrv) lines = g_strsplit (cli->err, "\n", 3);

  psc_test_cli_assert_status (cli, 3);
  psc_test_cli_assert_says (cli, reason);
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  g_assert_nonnull (strstr (lines[0], reason));
  if (*lines[1] != '\0')
    g_assert_nonnull (strstr (lines[1], "The last messages of a worker"));
  g_assert_cmpuint (psc_test_cli_count_processes (cli), ==, 0);
}

/* What stands where the worker program should: its text, its permissions and
 * what is said of it. */
typedef struct
{
  const char *text;
  gsize       length;
  int         permissions;
  const char *reason;
} Program;

static void
test_program (PscTestFault  *self,
              gconstpointer  data)
{
  static const Program programs[] = {
    { NULL, 0, 0, "is not there or cannot be executed" },
    { "#!/bin/sh\n", 10, 0644, "is not there or cannot be executed" },
    { "#!/nowhere/sh\n", 14, 0755, "A worker process could not be started: " },
    { "no program\n", 11, 0755, "A worker process could not be started: " },
    { "\177ELF\2\1\1\0rubbish", 15, 0755,
      "A worker process could not be started: " },
  };
  g_autofree char *path = g_build_filename (self->tools, "worker", NULL);

  g_setenv ("POOLSCOPE_WORKER", path, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      const Program *program = &programs[i];

      if (program->text != NULL)
        {
          g_assert_true (g_file_set_contents (path, program->text,
                                              (gssize) program->length, NULL));
          g_assert_cmpint (g_chmod (path, (mode_t) program->permissions), ==,
                           0);
        }
      for (guint j = 0; j < G_N_ELEMENTS (modes); j++)
        assert_no_run (self, modes[j], program->reason);
    }
}

/* The first seconds of silence are the last. */
static void
test_silent (PscTestFault  *self,
             gconstpointer  data)
{
  psc_test_fault_set_worker (self, "hang-before-hello", 0);
  assert_no_run (self, modes[0], "it did not answer in time");
}

static void
test_version (PscTestFault  *self,
              gconstpointer  data)
{
  psc_test_fault_set_worker (self, "version", 0);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    assert_no_run (self, modes[i],
                   "If Poolscope has just been updated, start it again.");
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/start/program", test_program, NULL);
  psc_test_fault_add ("/fault/start/silent", test_silent, NULL);
  psc_test_fault_add ("/fault/start/version", test_version, NULL);

  return g_test_run ();
}
