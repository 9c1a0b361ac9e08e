/* test-fault-tools.c: programs of steps that go wrong, or away
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-fault.h"

static const char * const modes[] = {
  "--mode=process", "--mode=process-executor", "--mode=thread", "--mode=dummy",
};

/* Makes a run on one worker, in each mode, and checks file after file: @reasons
 * has what is said of them, NULL for those that are ok. */
static void
check_runs (PscTestFault       *self,
            const char         *script,
            const char         *outcome,
            const char * const *reasons,
            int                 expected_status)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (PscTestCli) cli = NULL;
      g_autoptr (JsonNode) document = NULL;

      psc_test_fault_add_tool (self, "wc", script);
      cli = psc_test_cli_run ("run", modes[i], "--workers=1", "--step=wc=wc",
                              "--json=-", self->directory);
      psc_test_cli_assert_status (cli, expected_status);
      g_assert_cmpstr (cli->err, ==, "");
      document = psc_test_cli_parse (cli);
      psc_test_document_check (document);

      for (guint j = 0; j < 12; j++)
        {
          JsonObject *task = psc_test_document_get_task (document, j);
          const char *told = json_object_get_string_member (task, "outcome");

          g_assert_cmpstr (told, ==, reasons[j] != NULL ? outcome : "ok");
          if (reasons[j] != NULL)
            g_assert_nonnull (strstr (json_object_get_string_member (
                                        task, "reason"), reasons[j]));
        }
    }
}

/* Files that had their turn keep their results; each later one says why it has
 * none. */
static void
test_disappears (PscTestFault  *self,
                 gconstpointer  data)
{
  static const char gone[] = "wc could not be started: ";
  static const char * const reasons[12] = {
    NULL, NULL, NULL, NULL, NULL, gone, gone, gone, gone, gone, gone, gone,
  };

  check_runs (self, "case $1 in *file-004) rm $0;; esac", "failed", reasons, 1);
}

/* An exit status that is not 0 is a result as any other. */
static void
test_status (PscTestFault  *self,
             gconstpointer  data)
{
  static const char * const reasons[12] = {
    NULL, "wc exited with status 1", NULL, "wc exited with status 3",
  };

  check_runs (self, "case $1 in *file-001) exit 1;; *file-003) exit 3;; esac",
              "nonzero", reasons, 0);
}

static void
test_signal (PscTestFault  *self,
             gconstpointer  data)
{
  static const char * const reasons[12] = {
    NULL, "wc was ended by signal SIGKILL", NULL,
    "wc was ended by signal SIGSEGV", "wc was ended by signal SIGTERM",
  };

  check_runs (self, "case $1 in *file-001) kill -KILL $$;;\n"
                    "*file-003) kill -SEGV $$;; *file-004) kill $$;; esac",
              "killed", reasons, 1);
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/tools/disappears", test_disappears, NULL);
  psc_test_fault_add ("/fault/tools/status", test_status, NULL);
  psc_test_fault_add ("/fault/tools/signal", test_signal, NULL);

  return g_test_run ();
}
