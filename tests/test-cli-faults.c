/* test-cli-faults.c: directories and tools that are not as one wishes
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "psc-test-cli.h"

#define NOBODY "65534"

static const char * const modes[] = { "--mode=process", "--mode=thread" };

/* A run that must not come about: says why, and writes nothing. */
static void
check_no_run (const char *directory,
              const char *option,
              const char *expected)
{
  g_autoptr (PscTestCli) cli = psc_test_cli_run ("run", option, directory);

  psc_test_cli_assert_status (cli, 3);
  psc_test_cli_assert_says (cli, expected);
  g_assert_cmpstr (cli->out, ==, "");
}

static void
test_no_directory (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "file", NULL });
  g_autofree char *none = g_build_filename (directory, "none", NULL);
  g_autofree char *file = g_build_filename (directory, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autofree char *nasty = g_build_filename (directory, "no\033[31m\nway",
                                             NULL);

  check_no_run (none, "--quiet", "There is no directory");
  check_no_run (file, "--quiet", "is a file, not a directory");
  check_no_run (below, "--quiet", "is a file, not a directory");
  check_no_run (nasty, "--quiet", "no\\x1b[31m\\nway");

  psc_test_remove_directory (directory);
}

static void
test_empty_directory (void)
{
  g_autofree char *empty = psc_test_make_directory (NULL);
  g_autofree char *hidden =
    psc_test_make_directory ((const char * const[]) { ".one", ".two/", NULL });
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;

  check_no_run (empty, "--quiet", "has no entries, or hidden ones only");
  check_no_run (empty, "--hidden", "is empty");
  check_no_run (hidden, "--quiet", "include hidden files");

  cli = psc_test_cli_run ("run", "--hidden", "--json=-", hidden);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 1);
  g_assert_cmpint (psc_test_document_count (document, "nonzero"), ==, 1);

  psc_test_remove_directory (empty);
  psc_test_remove_directory (hidden);
}

/* Starts the program as somebody whom permissions bind.  Returns NULL, and
 * skips the test, where that is not possible. */
static PscTestCli *
run_as_nobody (const char * const *arguments)
{
  static const char * const wrapper[] = {
    "setpriv", "--reuid=" NOBODY, "--regid=" NOBODY, "--clear-groups", NULL
  };
  const char *probe[] = {
    wrapper[0], wrapper[1], wrapper[2], wrapper[3], "test", "-x",
    g_getenv ("POOLSCOPE_CLI"), NULL
  };
  g_autofree char *program = g_find_program_in_path (wrapper[0]);
  int status;

  if (geteuid () != 0)
    return psc_test_cli_wait (psc_test_cli_start_full (NULL, NULL, arguments));

  if (program == NULL ||
      !g_spawn_sync (NULL, (char **) probe, NULL, G_SPAWN_SEARCH_PATH, NULL,
                     NULL, NULL, NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("permissions do not bind root, who cannot become another");
      return NULL;
    }

  return psc_test_cli_wait (psc_test_cli_start_full (NULL, wrapper,
                                                     arguments));
}

static void
test_no_permission (void)
{
  g_autofree char *directory = psc_test_make_directory (
    (const char * const[]) { "closed/inside", "file", "open", NULL });
  g_autofree char *closed = g_build_filename (directory, "closed", NULL);
  g_autofree char *file = g_build_filename (directory, "file", NULL);
  const char *closed_arguments[] = { "run", closed, NULL };
  const char *arguments[] = { "run", "--recursive", "--json=-", directory,
                              NULL };
  g_autoptr (PscTestCli) cli = NULL;

  g_assert_cmpint (g_chmod (directory, 0755), ==, 0);
  g_assert_cmpint (g_chmod (closed, 0000), ==, 0);
  g_assert_cmpint (g_chmod (file, 0000), ==, 0);

  cli = run_as_nobody (closed_arguments);
  if (cli != NULL)
    {
      g_autoptr (PscTestCli) above = run_as_nobody (arguments);
      g_autoptr (JsonNode) document = NULL;

      psc_test_cli_assert_status (cli, 3);
      psc_test_cli_assert_says (cli, "You have no permission to list");

      /* A file is for the tools to complain about, and what cannot be listed
       * is told. */
      psc_test_cli_assert_status (above, 0);
      psc_test_cli_assert_says (above, "1 subdirectory could not be read");
      document = psc_test_cli_parse (above);
      psc_test_document_check (document);
      g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 1);
      g_assert_cmpint (psc_test_document_count (document, "nonzero"), ==, 2);
    }

  g_assert_cmpint (g_chmod (closed, 0755), ==, 0);
  psc_test_remove_directory (directory);
}

/* With these tools alone, the program says what to install, and no step
 * runs. */
static void
check_missing (const char *tools,
               const char *directory,
               const char *expected)
{
  g_auto (GStrv) first = psc_test_make_program (tools, "first",
                                                ": > \"$0.begun\"");
  g_autofree char *first_option = g_strconcat ("--step=first=", first[0],
                                               NULL);
  g_autofree char *noted = g_strconcat (first[0], ".begun", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
      g_autoptr (GSubprocessLauncher) own = psc_test_cli_launcher_new ();
      const char *arguments[] = { "run", modes[i], directory, NULL };
      const char *own_arguments[] = {
        "run", modes[i], first_option, "--step=f=file", "--step=w=wc",
        directory, NULL
      };
      g_autoptr (PscTestCli) cli = NULL;
      g_autoptr (PscTestCli) own_cli = NULL;

      g_subprocess_launcher_setenv (launcher, "PATH", tools, TRUE);
      cli = psc_test_cli_start_full (launcher, NULL, arguments);
      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, 3);
      psc_test_cli_assert_says (cli, expected);
      g_assert_cmpstr (cli->out, ==, "");

      g_subprocess_launcher_setenv (own, "PATH", tools, TRUE);
      own_cli = psc_test_cli_start_full (own, NULL, own_arguments);
      psc_test_cli_wait (own_cli);
      psc_test_cli_assert_status (own_cli, 3);
      psc_test_cli_assert_says (own_cli, expected);
      g_assert_false (g_file_test (noted, G_FILE_TEST_EXISTS));
    }
}

static void
test_missing_tools (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "file", NULL });
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_autofree char *link = g_build_filename (tools, "file", NULL);
  g_autofree char *file = g_find_program_in_path ("file");

  check_missing (tools, directory, "Install the package “file”.");
  g_assert_cmpint (symlink (file, link), ==, 0);
  check_missing (tools, directory, "Install the package “coreutils”.");

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

static void
test_no_worker (void)
{
  static const struct
  {
    const char *worker;
    const char *expected;
  } cases[] = {
    { "/nowhere/poolscope-worker", "/nowhere/poolscope-worker" },
    { "/bin/false", "A worker process could not be started" },
  };
  g_autofree char *directory =
    psc_test_make_directory ((const char * const[]) { "one", "two", NULL });
  const char *arguments[] = { "run", "--mode=process", directory, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
      g_autoptr (PscTestCli) cli = NULL;

      g_subprocess_launcher_setenv (launcher, "POOLSCOPE_WORKER",
                                    cases[i].worker, TRUE);
      cli = psc_test_cli_start_full (launcher, NULL, arguments);
      psc_test_cli_wait (cli);
      psc_test_cli_assert_status (cli, 3);
      psc_test_cli_assert_says (cli, cases[i].expected);
      g_assert_cmpuint (psc_test_cli_count_processes (cli), ==, 0);
    }

  psc_test_remove_directory (directory);
}

static PscTestCli *
run_with_files (const char *limit,
                const char *mode,
                const char *workers,
                const char *directory)
{
  g_autofree char *script = g_strdup_printf ("ulimit %s; exec \"$@\"", limit);
  const char *wrapper[] = { "sh", "-c", script, "sh", NULL };
  const char *arguments[] = {
    "run", mode, workers, "--step=s=sh -c 'echo limit=$(ulimit -Sn).'", directory, NULL
  };

  return psc_test_cli_wait (psc_test_cli_start_full (NULL, wrapper,
                                                     arguments));
}

/* The limit of open files is raised no further than needed: steps inherit
 * it. */
static void
test_file_limit (void)
{
  static const char * const names[] = { "one", NULL };
  g_autofree char *directory = psc_test_make_directory (names);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (PscTestCli) enough = NULL;
      g_autoptr (PscTestCli) raised = NULL;
      g_autoptr (PscTestCli) refused = NULL;

      enough = run_with_files ("-Sn 234", modes[i], "--workers=2", directory);
      psc_test_cli_assert_status (enough, 0);
      g_assert_nonnull (strstr (enough->out, "limit=234."));

      raised = run_with_files ("-Sn 101", modes[i], "--workers=8", directory);
      psc_test_cli_assert_status (raised, 0);
      g_assert_nonnull (strstr (raised->out, "limit="));
      g_assert_null (strstr (raised->out, "limit=101."));

      refused = run_with_files ("-n 101", modes[i], "--workers=8", directory);
      psc_test_cli_assert_status (refused, 3);
      psc_test_cli_assert_says (refused, "enough for 4 workers");
    }

  psc_test_remove_directory (directory);
}

/* One worker lives and does the work of all, which is told. */
static void
test_few_workers (void)
{
  static const char * const names[] = { "one", "two", "three", "four", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_autofree char *build = g_path_get_dirname (g_getenv ("POOLSCOPE_CLI"));
  g_autofree char *script =
    g_strdup_printf ("mkdir \"$0.taken\" 2>&- || { echo >> \"$0.n\"; exit 3; }\n"
                     "exec '%s/../worker/poolscope-worker'", build);
  g_autofree char *step = g_strdup_printf (
    "--step=s=sh -c 'until test $(wc -l < %s/worker.n) -ge 4; do sleep 0.02; "
    "done'", tools);
  g_auto (GStrv) worker = psc_test_make_program (tools, "worker", script);
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  const char *arguments[] = {
    "run", "--quiet", "--workers=2", step, "--chunk-size=1", directory, NULL
  };
  g_autoptr (PscTestCli) cli = NULL;

  g_subprocess_launcher_setenv (launcher, "POOLSCOPE_WORKER", worker[0], TRUE);
  cli = psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                    arguments));
  psc_test_cli_assert_status (cli, 0);
  psc_test_cli_assert_says (cli, "1 of 2 workers started: A worker process");

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

/* A directory whose own name is hard, given from within and from without. */
static void
test_directory_name (void)
{
  g_autofree char *above = psc_test_make_directory (
    (const char * const[]) { "--json=x\n{}/-C", NULL });
  g_autofree char *directory = g_build_filename (above, "--json=x\n{}", NULL);
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  const char *arguments[] = {
    "run", "--json=-", "--", "--json=x\n{}", NULL
  };
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
  JsonObject *settings;

  g_subprocess_launcher_set_cwd (launcher, above);
  cli = psc_test_cli_start_full (launcher, NULL, arguments);
  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 1);
  settings = json_object_get_object_member (json_node_get_object (document),
                                            "settings");
  g_assert_cmpstr (json_object_get_string_member (settings, "directory"), ==,
                   uri);

  psc_test_remove_directory (above);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/faults/no-directory", test_no_directory);
  g_test_add_func ("/cli/faults/empty-directory", test_empty_directory);
  g_test_add_func ("/cli/faults/no-permission", test_no_permission);
  g_test_add_func ("/cli/faults/missing-tools", test_missing_tools);
  g_test_add_func ("/cli/faults/no-worker", test_no_worker);
  g_test_add_func ("/cli/faults/file-limit", test_file_limit);
  g_test_add_func ("/cli/faults/few-workers", test_few_workers);
  g_test_add_func ("/cli/faults/directory-name", test_directory_name);

  return g_test_run ();
}
