/* test-cli-options.c: options that are wrong, and the limits of those that
 * are right
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-test-cli.h"

/* Stands for a directory with files. */
#define DIRECTORY "<DIRECTORY>"

typedef struct
{
  const char *arguments[5];
  const char *expected;
} Case;

static const Case wrong_words[] = {
  { { "run", NULL }, "Name the directory" },
  { { "run", "", NULL }, "Name the directory" },
  { { "run", DIRECTORY, DIRECTORY, NULL }, "Name one directory only" },
  { { "run", "--frobnicate", DIRECTORY, NULL }, "--frobnicate" },
  { { "run", "-x", DIRECTORY, NULL }, "-x" },
  { { "run", DIRECTORY, "--workers", NULL }, "--workers" },
  { { "run", "--mode=fork", DIRECTORY, NULL },
    "process, process-executor, thread, dummy" },
  { { "run", "--mode=", DIRECTORY, NULL }, "process, process-executor" },
  { { "run", "--mode=\033[31m\n", DIRECTORY, NULL }, "\\x1b[31m\\n" },
  { { "run", "--streams=shared", DIRECTORY, NULL }, "inherited, independent" },
  { { "run", "--orientation=sideways", DIRECTORY, NULL }, "lanes, upright" },
  { { "run", "--chart=picture.gif", DIRECTORY, NULL }, "*.png, *.svg, *.pdf" },
  { { "run", "--chart=png", DIRECTORY, NULL }, "*.png, *.svg, *.pdf" },
  { { "run", "--global-lock", "--mode=process", DIRECTORY, NULL },
    "Choose a thread mode" },
  { { "run", "--tasks-per-worker=2", "--mode=thread", DIRECTORY, NULL },
    "Choose a process mode" },
  { { "run", "--json=-", "--csv=-", DIRECTORY, NULL }, "Only one output" },
  { { "run", "--trace=-", "--chart=-", DIRECTORY, NULL }, "Only one output" },
};

static const Case wrong_steps[] = {
  { { "run", "--step=wc -l", DIRECTORY, NULL }, "is not a step" },
  { { "run", "--step==wc", DIRECTORY, NULL }, "needs a name" },
  { { "run", "--step=\377=wc", DIRECTORY, NULL }, "needs a name" },
  { { "run", "--step=x=", DIRECTORY, NULL }, "has no command" },
  { { "run", "--step=x='", DIRECTORY, NULL }, "cannot be split" },
  { { "run", "--step=x=''", DIRECTORY, NULL }, "has no command" },
  { { "run", "--step=x=wc", "--step=x=file", DIRECTORY, NULL },
    "Two steps are called" },
  { { "run", "--step=compute", "--step=compute", DIRECTORY, NULL },
    "Two steps are called" },
};

static const Case wrong_numbers[] = {
  { { "run", "--workers=0", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=257", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=-1", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=2.5", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers= 4", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=4x", DIRECTORY, NULL }, "from 1 to 256" },
  { { "run", "--workers=99999999999999999999", DIRECTORY, NULL },
    "from 1 to 256" },
  { { "run", "--chunk-size=0", DIRECTORY, NULL }, "from 1 to 2147483647" },
  { { "run", "--chunk-size=2147483648", DIRECTORY, NULL },
    "from 1 to 2147483647" },
  { { "run", "--chunk-size=Auto", DIRECTORY, NULL }, "from 1 to" },
  { { "run", "--tasks-per-worker=0", DIRECTORY, NULL },
    "from 1 to 4294967295" },
  { { "run", "--tasks-per-worker=4294967296", DIRECTORY, NULL },
    "from 1 to 4294967295" },
  { { "run", "--work=-1", DIRECTORY, NULL }, "from 0 to 1000000" },
  { { "run", "--work=1000001", DIRECTORY, NULL }, "from 0 to 1000000" },
  { { "run", "--seed=-1", DIRECTORY, NULL }, "from 0 to 4294967295" },
  { { "run", "--seed=4294967296", DIRECTORY, NULL }, "from 0 to 4294967295" },
  { { "run", "--limit=0", DIRECTORY, NULL }, "from 1 to 2147483647" },
  { { "run", "--limit=2147483648", DIRECTORY, NULL }, "from 1 to 2147483647" },
  { { "run", "--step-timeout=-1", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--step-timeout=nan", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--step-timeout=inf", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--step-timeout=1e10", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--step-timeout=5s", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--step-timeout=", DIRECTORY, NULL }, "Give seconds" },
  { { "run", "--size=1200", DIRECTORY, NULL }, "as in 1200x600" },
  { { "run", "--size=1200x", DIRECTORY, NULL }, "as in 1200x600" },
  { { "run", "--size=x600", DIRECTORY, NULL }, "as in 1200x600" },
  { { "run", "--size=99x600", DIRECTORY, NULL }, "as in 1200x600" },
  { { "run", "--size=1200x99999", DIRECTORY, NULL }, "as in 1200x600" },
  { { "run", "--size=1200x600x2", DIRECTORY, NULL }, "as in 1200x600" },
};

/* Each end of what is possible, with the pipeline that takes no time. */
static const Case limits[] = {
  { { "--workers=1" } },
  { { "--workers=256", "--mode=thread" } },
  { { "--workers=256", "--mode=dummy" } },
  { { "--chunk-size=1" } },
  { { "--chunk-size=2147483647" } },
  { { "--chunk-size=auto" } },
  { { "--tasks-per-worker=1" } },
  { { "--tasks-per-worker=4294967295" } },
  { { "--work=1000000" } },
  { { "--work=0" } },
  { { "--seed=0" } },
  { { "--seed=4294967295" } },
  { { "--limit=1" } },
  { { "--limit=2147483647" } },
  { { "--step-timeout=0" } },
  { { "--step-timeout=1e9" } },
  { { "--size=100x100" } },
  { { "--size=32767x32767" } },
  { { "--global-lock", "--mode=thread" } },
  { { "--workers", "2" } },
};

static PscTestCli *
run_case (const Case *test,
          const char *directory)
{
  const char *arguments[G_N_ELEMENTS (test->arguments) + 1] = { NULL, };

  for (guint i = 0; test->arguments[i] != NULL; i++)
    arguments[i] = g_str_equal (test->arguments[i], DIRECTORY)
                   ? directory : test->arguments[i];

  return psc_test_cli_wait (psc_test_cli_start_full (NULL, NULL, arguments));
}

/* One line says what is wrong, one where to read more; nothing is run. */
static void
check_wrong (const Case *cases,
             gsize       n_cases)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "one", "two", NULL });

  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (PscTestCli) cli = run_case (&cases[i], directory);
      g_auto (GStrv) lines = g_strsplit (cli->err, "\n", -1);

      psc_test_cli_assert_status (cli, 2);
      psc_test_cli_assert_says (cli, cases[i].expected);
      g_assert_cmpuint (g_strv_length (lines), ==, 3);
      g_assert_true (g_str_has_prefix (lines[0], "poolscope-cli: "));
      g_assert_nonnull (strstr (lines[1], "poolscope-cli run --help"));
      g_assert_cmpstr (cli->out, ==, "");
    }

  psc_test_remove_directory (directory);
}

static void
test_wrong_words (void)
{
  check_wrong (wrong_words, G_N_ELEMENTS (wrong_words));
}

static void
test_wrong_steps (void)
{
  check_wrong (wrong_steps, G_N_ELEMENTS (wrong_steps));
}

static void
test_wrong_numbers (void)
{
  check_wrong (wrong_numbers, G_N_ELEMENTS (wrong_numbers));
}

static void
test_limits (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "one", "two", NULL });

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const char *arguments[] = {
        "run", "--quiet", "--step=true=true", directory,
        limits[i].arguments[0], limits[i].arguments[1], NULL
      };
      g_autoptr (PscTestCli) cli = psc_test_cli_start_full (NULL, NULL,
                                                            arguments);

      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, 0);
      g_assert_cmpstr (cli->out, ==, "");
      g_assert_cmpstr (cli->err, ==, "");
    }

  psc_test_remove_directory (directory);
}

/* As many steps as there may be, and one more. */
static void
test_n_steps (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "one", NULL });

  for (guint n_steps = PSC_MAX_STEPS; n_steps <= PSC_MAX_STEPS + 1; n_steps++)
    {
      g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (PscTestCli) cli = NULL;

      g_ptr_array_add (arguments, g_strdup ("run"));
      g_ptr_array_add (arguments, g_strdup (directory));
      for (guint i = 0; i < n_steps; i++)
        g_ptr_array_add (arguments, g_strdup_printf ("--step=s%u=true", i));
      g_ptr_array_add (arguments, NULL);

      cli = psc_test_cli_start_full (NULL, NULL,
                                     (const char * const *) arguments->pdata);
      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, n_steps > PSC_MAX_STEPS ? 2 : 0);
      if (n_steps > PSC_MAX_STEPS)
        psc_test_cli_assert_says (cli, "at most 16 steps");
    }

  psc_test_remove_directory (directory);
}

static void
test_help (void)
{
  static const char * const options[] = {
    "--mode", "--workers", "--chunk-size", "--tasks-per-worker", "--work",
    "--seed", "--streams", "--global-lock", "--step-timeout", "--step",
    "--hidden", "--recursive", "--limit", "--json", "--csv", "--trace",
    "--chart", "--orientation", "--size", "--quiet",
  };
  g_autoptr (PscTestCli) help = psc_test_cli_run ("--help");
  g_autoptr (PscTestCli) short_help = psc_test_cli_run ("-h");
  g_autoptr (PscTestCli) run_help = psc_test_cli_run ("run", "--help");
  g_autoptr (PscTestCli) version = psc_test_cli_run ("--version");

  psc_test_cli_assert_status (help, 0);
  g_assert_nonnull (strstr (help->out, "poolscope-cli run"));
  g_assert_cmpstr (help->err, ==, "");
  psc_test_cli_assert_status (short_help, 0);
  g_assert_cmpstr (short_help->out, ==, help->out);

  psc_test_cli_assert_status (run_help, 0);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_nonnull (strstr (run_help->out, options[i]));

  psc_test_cli_assert_status (version, 0);
  g_assert_cmpstr (version->out, ==, "poolscope " PACKAGE_VERSION "\n");
}

static void
test_no_command (void)
{
  g_autoptr (PscTestCli) nothing =
    psc_test_cli_start_full (NULL, NULL, (const char * const[]) { NULL });
  g_autoptr (PscTestCli) unknown = psc_test_cli_run ("walk\033[2J");
  g_autoptr (PscTestCli) directory = psc_test_cli_run ("/tmp");

  psc_test_cli_wait (nothing);
  psc_test_cli_assert_status (nothing, 2);
  psc_test_cli_assert_says (nothing, "poolscope-cli run DIRECTORY");
  psc_test_cli_assert_status (unknown, 2);
  psc_test_cli_assert_says (unknown, "There is no command “walk\\x1b[2J”");
  psc_test_cli_assert_status (directory, 2);
  psc_test_cli_assert_says (directory, "There is no command “/tmp”");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/options/wrong-words", test_wrong_words);
  g_test_add_func ("/cli/options/wrong-steps", test_wrong_steps);
  g_test_add_func ("/cli/options/wrong-numbers", test_wrong_numbers);
  g_test_add_func ("/cli/options/limits", test_limits);
  g_test_add_func ("/cli/options/n-steps", test_n_steps);
  g_test_add_func ("/cli/options/help", test_help);
  g_test_add_func ("/cli/options/no-command", test_no_command);

  return g_test_run ();
}
