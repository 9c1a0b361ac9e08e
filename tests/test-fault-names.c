/* test-fault-names.c: names that somebody may take for something else
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "psc-test-cli.h"

static char **
make_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  static const char * const fixed[] = {
    "with space", " leading", "trailing ", "new\nline", "\nfirst", "tab\tname",
    "quote'single", "quote\"double", "back\\slash", "`id`", "$(id)", "$HOME",
    "-", "--", "-C", "-n", "--help", "--files0-from=-", "-f", "*", "?", "[a]",
    "{}", "%s%n", "#", "a;b", "a|b", "a&b", "~", "!", "=1+1", "@x",
    "latin-1-\351", "\377\376", "cut-\303", "escape\033[31mred",
    "bell\007", "return\rhome", "delete\177", "c1-\302\233" "31m",
    "bidi-\342\200\256txt", "isolate-\342\201\246x\342\201\251",
    "zero\342\200\213width", "\357\273\277mark", "umlaut-\303\244",
    "\346\227\245\346\234\254", "\360\237\230\200",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    g_ptr_array_add (names, g_strdup (fixed[i]));
  g_ptr_array_add (names, g_strnfill (255, 'x'));
  g_ptr_array_add (names, g_strnfill (255, '\351'));
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

/* The n-th name, from 0, has a file of n + 1 bytes. */
static char *
make_named_files (char **names)
{
  char *directory = psc_test_make_directory (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);
      g_autofree char *text = g_strnfill (i + 1, 'x');

      /* There is no room for the name of a temporary file. */
      g_assert_true (g_file_set_contents_full (path, text, -1,
                                               G_FILE_SET_CONTENTS_NONE, 0644,
                                               NULL));
    }

  return directory;
}

static void
check_named_files (JsonNode   *document,
                   const char *directory,
                   char      **names)
{
  g_autoptr (GHashTable) uris = g_hash_table_new (g_str_hash, g_str_equal);

  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==,
                   g_strv_length (names));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
      g_autofree char *counts = g_strdup_printf ("%u ", i + 1);
      JsonObject *task = psc_test_document_find_task (document, names[i]);
      const char *told = json_object_get_string_member (task, "uri");
      const char *words;

      g_assert_cmpstr (told, ==, uri);
      g_assert_true (g_hash_table_add (uris, (char *) told));

      /* wc has counted this file and no other. */
      words = json_object_get_string_member (
        psc_test_document_get_step (task, 2), "stdout");
      g_assert_true (g_str_has_prefix (words, "0 1 ") ||
                     g_str_has_prefix (words, " 0  1 "));
      words = strchr (words, '1') + 1;
      g_assert_true (g_str_has_prefix (words + strspn (words, " "), counts));
    }
}

/* Nothing on a terminal moves its cursor, changes its colors, or turns text
 * around. */
static void
check_safe (const char *text,
            gsize       length)
{
  g_assert_true (g_utf8_validate_len (text, length, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_assert_true (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
      g_assert_false (c >= 0x200b && c <= 0x200f && c != 0x200c &&
                      c != 0x200d);
      g_assert_false (c >= 0x2028 && c <= 0x202e);
      g_assert_false (c >= 0x2066 && c <= 0x2069);
      g_assert_cmpuint (c, !=, 0xfeff);
    }
}

/* The names stand in the directory as before, and no others: a name that a
 * tool takes for an option may make it write a file. */
static void
check_directory (const char  *directory,
                 char       **names)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n_found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_true (g_strv_contains ((const char * const *) names, name));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, g_strv_length (names));
}

/* The program stands in the directory itself, where a name alone is a file. */
static void
test_names (gconstpointer data)
{
  const char *mode = data;
  g_auto (GStrv) names = make_names ();
  g_autofree char *directory = make_named_files (names);
  const char *arguments[] = { "run", mode, "--json=-", ".", NULL };
  const char *report_arguments[] = { "run", mode, ".", NULL };
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  g_autoptr (GSubprocessLauncher) other = psc_test_cli_launcher_new ();
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (PscTestCli) report = NULL;
  g_autoptr (JsonNode) document = NULL;

  g_subprocess_launcher_set_cwd (launcher, directory);
  cli = psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                    arguments));
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  check_named_files (document, directory, names);

  g_subprocess_launcher_set_cwd (other, directory);
  report = psc_test_cli_wait (psc_test_cli_start_full (other, NULL,
                                                       report_arguments));
  psc_test_cli_assert_status (report, 0);
  check_safe (report->out, report->out_length);
  check_directory (directory, names);

  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/fault/names/process", "--mode=process",
                        test_names);
  g_test_add_data_func ("/fault/names/process-executor",
                        "--mode=process-executor", test_names);
  g_test_add_data_func ("/fault/names/thread", "--mode=thread", test_names);
  g_test_add_data_func ("/fault/names/dummy", "--mode=dummy", test_names);

  return g_test_run ();
}
