/* psc-test-cli.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "psc-test-cli.h"
#include "psc-test-process.h"

#define MARK "POOLSCOPE_TEST_MARK"

/* More CPU time than any process of a test needs. */
#define CPU_LIMIT_S 60

static void
communicated_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PscTestCli *self = user_data;

  self->result = g_object_ref (result);
}

/* Whatever a test that fails leaves behind shall end soon. */
static void
limit_cb (gpointer user_data)
{
  const struct rlimit limit = { CPU_LIMIT_S, CPU_LIMIT_S };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setrlimit (RLIMIT_CPU, &limit);
}

/* Makes what starts the program with both outputs caught. */
GSubprocessLauncher *
psc_test_cli_launcher_new (void)
{
  return g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                    G_SUBPROCESS_FLAGS_STDERR_PIPE);
}

/* Starts the program.  @launcher may be NULL; @wrapper, too: it is a command
 * that starts the one behind it. */
PscTestCli *
psc_test_cli_start_full (GSubprocessLauncher *launcher,
                         const char * const  *wrapper,
                         const char * const  *arguments)
{
  static guint n_started = 0;
  g_autoptr (GSubprocessLauncher) own_launcher = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  PscTestCli *self = g_new0 (PscTestCli, 1);
  const char *id;

  for (guint i = 0; wrapper != NULL && wrapper[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) wrapper[i]);
  g_assert_nonnull (g_getenv ("POOLSCOPE_CLI"));
  g_ptr_array_add (argv, (char *) g_getenv ("POOLSCOPE_CLI"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);

  if (launcher == NULL)
    launcher = own_launcher = psc_test_cli_launcher_new ();
  value = g_strdup_printf ("%d-%u", (int) getpid (), ++n_started);
  self->mark = g_strconcat (MARK "=", value, NULL);
  g_subprocess_launcher_setenv (launcher, MARK, value, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, limit_cb, NULL, NULL);

  self->subprocess =
    g_subprocess_launcher_spawnv (launcher,
                                  (const char * const *) argv->pdata, &error);
  g_assert_no_error (error);
  id = g_subprocess_get_identifier (self->subprocess);
  self->pid = id != NULL ? atoi (id) : 0;
  g_subprocess_communicate_async (self->subprocess, NULL, NULL,
                                  communicated_cb, self);

  return self;
}

static char *
dup_text (GBytes *bytes,
          gsize  *length)
{
  gconstpointer data = NULL;

  *length = 0;
  if (bytes != NULL)
    data = g_bytes_get_data (bytes, length);

  return g_strndup (data != NULL ? data : "", *length);
}

/* Waits for the program's end and for all that it wrote.  Returns @self. */
PscTestCli *
psc_test_cli_wait (PscTestCli *self)
{
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  gsize err_length;

  psc_test_wait_until (self->result != NULL);
  g_subprocess_communicate_finish (self->subprocess, self->result, &out, &err,
                                   &error);
  g_assert_no_error (error);

  self->out = dup_text (out, &self->out_length);
  self->err = dup_text (err, &err_length);
  self->status = g_subprocess_get_if_exited (self->subprocess)
                 ? g_subprocess_get_exit_status (self->subprocess)
                 : -g_subprocess_get_term_sig (self->subprocess);

  return self;
}

void
psc_test_cli_free (PscTestCli *self)
{
  g_assert_nonnull (self->result);

  g_object_unref (self->result);
  g_object_unref (self->subprocess);
  g_free (self->mark);
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

/* How many processes live that the program is or has started, directly or
 * not. */
guint
psc_test_cli_count_processes (PscTestCli *self)
{
  return psc_test_count_marked (self->mark);
}

static JsonNode *
parse (const char *text,
       gsize       length)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));

  return root;
}

/* Reads the document that the program wrote to standard output. */
JsonNode *
psc_test_cli_parse (PscTestCli *self)
{
  return parse (self->out, self->out_length);
}

/* Reads a document from a file. */
JsonNode *
psc_test_cli_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  return parse (text, length);
}
