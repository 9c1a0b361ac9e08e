/* test-fault-locales.c: other people's decimal points
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-test-cli.h"

typedef struct
{
  char *locales;   /* those that are made here */
  char *directory; /* the files */
  char *place;     /* of the outputs */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "a", "umlaut-\303\244", "z", NULL };

  fixture->locales = psc_test_make_directory (NULL);
  fixture->directory = psc_test_make_directory (names);
  fixture->place = psc_test_make_directory (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_remove_directory (fixture->locales);
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->place);
  g_free (fixture->locales);
  g_free (fixture->directory);
  g_free (fixture->place);
}

/* Makes a locale that need not be installed.  Returns FALSE, and skips the
 * test, where that cannot be done. */
static gboolean
make_locale (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.UTF-8", fixture->locales,
                                           name);
  const char *argv[] = { "localedef", "-i", name, "-f", "UTF-8", path, NULL };
  int status;

  if (g_spawn_sync (NULL, (char **) argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                    G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                    &status, NULL) && status == 0)
    return TRUE;

  g_test_skip ("a locale cannot be made here");

  return FALSE;
}

static PscTestCli *
run_in (Fixture            *fixture,
        const char         *locale,
        const char * const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  PscTestCli *cli;

  g_subprocess_launcher_setenv (launcher, "LOCPATH", fixture->locales, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", locale, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  cli = psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                    arguments));
  psc_test_cli_assert_status (cli, 0);

  return cli;
}

/* Values do not depend on who computes them, nor on who reads them. */
static void
check_values (JsonNode *document,
              JsonNode *plain)
{
  psc_test_document_check (document);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *step = psc_test_document_get_step (
        psc_test_document_get_task (document, i), 1);
      JsonObject *plain_step = psc_test_document_get_step (
        psc_test_document_get_task (plain, i), 1);

      g_assert_cmpfloat (json_object_get_double_member (step, "value"), ==,
                         json_object_get_double_member (plain_step, "value"));
      g_assert_cmpstr (json_object_get_string_member (
                         psc_test_document_get_task (document, i), "name"), ==,
                       json_object_get_string_member (
                         psc_test_document_get_task (plain, i), "name"));
    }
}

/* The same columns, and values that a program reads as it always does. */
static void
check_table (const char *path,
             JsonNode   *plain)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char value[G_ASCII_DTOSTR_BUF_SIZE];

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 4);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *step = psc_test_document_get_step (
        psc_test_document_get_task (plain, i), 1);

      g_ascii_formatd (value, sizeof value, "%.6f",
                       json_object_get_double_member (step, "value"));
      g_assert_nonnull (strstr (lines[i + 1], value));
    }
}

static void
check_picture (const char *path)
{
  static const GMarkupParser parser = { 0, };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL,
                                                             NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

static void
check_locale (Fixture    *fixture,
              const char *locale,
              const char *decimal)
{
  g_autofree char *table = g_build_filename (fixture->place, "run.csv", NULL);
  g_autofree char *csv = g_strconcat ("--csv=", table, NULL);
  g_autofree char *picture = g_build_filename (fixture->place, "run.svg",
                                               NULL);
  g_autofree char *chart = g_strconcat ("--chart=", picture, NULL);
  const char *arguments[] = { "run", "--streams=independent", "--json=-",
                              csv, chart, fixture->directory, NULL };
  const char *plain_arguments[] = { "run", "--streams=independent",
                                    "--json=-", fixture->directory, NULL };
  const char *report_arguments[] = { "run", fixture->directory, NULL };
  g_autoptr (PscTestCli) cli = run_in (fixture, locale, arguments);
  g_autoptr (PscTestCli) plain = run_in (fixture, "C.UTF-8", plain_arguments);
  g_autoptr (PscTestCli) report = run_in (fixture, locale, report_arguments);
  g_autoptr (JsonNode) document = psc_test_cli_parse (cli);
  g_autoptr (JsonNode) plain_document = psc_test_cli_parse (plain);
  g_autofree char *occupancy = g_strconcat ("occupancy            0",
                                            decimal, NULL);

  check_values (document, plain_document);
  check_table (table, plain_document);
  check_picture (picture);

  /* What people read has their decimal point. */
  g_assert_nonnull (strstr (report->out, occupancy));
}

static void
test_german (Fixture       *fixture,
             gconstpointer  data)
{
  if (make_locale (fixture, "de_DE"))
    check_locale (fixture, "de_DE.UTF-8", ",");
}

static void
test_arabic (Fixture       *fixture,
             gconstpointer  data)
{
  if (make_locale (fixture, "ar_EG"))
    check_locale (fixture, "ar_EG.UTF-8", ".");
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  check_locale (fixture, "C", ".");
  check_locale (fixture, "no-such-locale", ".");
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/fault/locales/german", test_german);
  ADD ("/fault/locales/arabic", test_arabic);
  ADD ("/fault/locales/none", test_none);

  return g_test_run ();
}
