/* test-fault-protocol.c: answers and output that are none
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-message.h"
#include "psc-test-fault.h"

#define N_STRINGS     100000
#define STRING_LENGTH 200

#define N_LINES       100

/* Each wrong answer is told in words of its own. */
static const PscTestFaultCase cases[] = {
  { "/fault/protocol/garbage", "garbage", "a message could not be understood" },
  { "/fault/protocol/short", "short",
    "it left in the middle of an answer, with exit status 0" },
  { "/fault/protocol/oversize", "oversize",
    "a message of 4194305 bytes is too large" },
  { "/fault/protocol/wrong-id", "wrong-id",
    "it answered for a file that it did not have in hand" },
  { "/fault/protocol/duplicate", "duplicate",
    "it answered twice for the same file" },
};

/* Reads a message as whoever waits for one of @type does. */
static gboolean
read_message (GVariant           *message,
              const GVariantType *type,
              PscPipeline        *pipeline,
              GError            **error)
{
  g_autoptr (PscSettings) settings = NULL;
  g_auto (GStrv) paths = NULL;
  PscStepRecord step = { 0, };
  PscTaskRecord task = { 0, };
  PscHello hello;
  gboolean read;
  guint first;

  if (type == PSC_MESSAGE_HELLO)
    return psc_message_read_hello (message, &hello, error);
  if (type == PSC_MESSAGE_SETUP)
    return psc_message_read_setup (message, &settings, error);
  if (type == PSC_MESSAGE_CHUNK)
    {
      psc_message_read_chunk (message, &first, &paths);
      return TRUE;
    }

  read = psc_message_read_record (message, 0, pipeline, &task, &step, error);
  if (read)
    {
      g_free (task.detail);
      g_free (step.output);
    }

  return read;
}

/* Random bytes behind a length that can be, for half of them. */
static gsize
fill_string (GRand  *rand,
             guint8 *bytes)
{
  gsize length = (gsize) g_rand_int_range (rand, 0, STRING_LENGTH);
  guint32 told = GUINT32_TO_LE ((guint32) g_rand_int_range (rand, 0, 100));

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (rand);
  if (length >= sizeof told && g_rand_boolean (rand))
    memcpy (bytes, &told, sizeof told);

  return length;
}

/* Whatever comes in is a message or an error that says why it is none. */
static void
test_random (PscTestFault  *self,
             gconstpointer  data)
{
  const GVariantType *types[] = {
    PSC_MESSAGE_HELLO, PSC_MESSAGE_SETUP, PSC_MESSAGE_CHUNK, PSC_MESSAGE_RECORD,
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  int fd = memfd_create ("strings", MFD_CLOEXEC);
  guint n_kinds[PSC_ERROR_DOCUMENT + 1] = { 0, };

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < N_STRINGS; i++)
    {
      const GVariantType *type = types[i % G_N_ELEMENTS (types)];
      guint8 bytes[STRING_LENGTH];
      gsize length = fill_string (rand, bytes);
      g_autoptr (PscFrameReader) reader = psc_frame_reader_new (fd);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ftruncate (fd, 0), ==, 0);
      g_assert_cmpint (pwrite (fd, bytes, length, 0), ==, (gssize) length);
      g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
      while (error == NULL)
        {
          g_autoptr (GVariant) message = NULL;

          if (psc_frame_reader_next (reader, type, &message, &error) &&
              message == NULL)
            psc_frame_reader_fill (reader, &error);
          else if (message != NULL)
            read_message (message, type, self->settings->pipeline, &error);
        }

      g_assert_cmpint (error->domain, ==, PSC_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      n_kinds[error->code]++;
    }
  close (fd);

  /* Every way out has been taken many times. */
  g_assert_cmpuint (n_kinds[PSC_ERROR_CLOSED], >, 100);
  g_assert_cmpuint (n_kinds[PSC_ERROR_TRUNCATED], >, 100);
  g_assert_cmpuint (n_kinds[PSC_ERROR_TOO_LARGE], >, 100);
  g_assert_cmpuint (n_kinds[PSC_ERROR_PROTOCOL], >, 100);
}

/* What the worker itself prints is not taken for an answer. */
static void
test_stray (PscTestFault  *self,
            gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;

  psc_test_fault_set_step (self, "s=echo world");
  psc_test_fault_set_worker (self, "stray-stdout@1", 0);
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  for (guint i = 0; i < 12; i++)
    {
      const PscOutput *output = psc_run_get_step (run, i, 0)->output;

      g_assert_nonnull (output);
      g_assert_true (g_str_has_prefix (output->data, "world "));
    }
}

/* The bytes are kept as they are, and shown so that they do no harm. */
static void
test_bytes (PscTestFault  *self,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->directory, "run.json", NULL);
  g_autofree char *json = g_strconcat ("--json=", path, NULL);
  g_autoptr (PscTestCli) report = NULL;
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autofree guint8 *bytes = NULL;
  JsonObject *step;
  gsize length;

  psc_test_fault_add_tool (self, "wc", "printf 'a\\377\\000\\033[31mb\\n'");
  report = psc_test_cli_run ("run", "--step=wc=wc", self->directory);
  psc_test_cli_assert_status (report, 0);
  g_assert_true (g_utf8_validate_len (report->out, report->out_length, NULL));
  g_assert_null (memchr (report->out, '\033', report->out_length));
  g_assert_nonnull (strstr (report->out, "[31mb"));

  cli = psc_test_cli_run ("run", "--step=wc=wc", json, self->directory);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_load (path);
  psc_test_document_check (document);
  step = psc_test_document_get_step (psc_test_document_get_task (document, 0),
                                     0);
  bytes = g_base64_decode (
    json_object_get_string_member (step, "stdout_base64"), &length);
  g_assert_cmpmem (bytes, length, "a\377\000\033[31mb\n", 10);
}

/* Nobody waits for a worker that talks all the time; its last lines are kept,
 * and they are whole. */
static void
test_talk (PscTestFault  *self,
           gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  psc_test_fault_set_step (self, "compute");
  psc_test_fault_set_worker (self, "stderr-flood@2", 0);
  self->settings->workers = 1;
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  lines = g_strsplit (psc_run_get_worker (run, 0)->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_LINES + 1);
  g_assert_cmpstr (lines[0], ==, "This is line 99901 of very many.");
  g_assert_cmpstr (lines[N_LINES - 1], ==, "This is line 100000 of very many.");
  g_assert_cmpstr (lines[N_LINES], ==, "");
}

/* A worker has closed its ears before its next file is sent: that does not end
 * the program, and the file is not lost, since nobody has had it. */
static void
test_deaf (PscTestFault  *self,
           gconstpointer  data)
{
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;

  psc_test_fault_set_worker (self, "deaf@2", 1);
  cli = psc_test_cli_run ("run", "--step=compute", "--workers=1",
                          "--chunk-size=1", "--json=-", self->directory);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 12);
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    psc_test_fault_add_case (&cases[i]);
  psc_test_fault_add ("/fault/protocol/random", test_random, NULL);
  psc_test_fault_add ("/fault/protocol/stray", test_stray, NULL);
  psc_test_fault_add ("/fault/protocol/bytes", test_bytes, NULL);
  psc_test_fault_add ("/fault/protocol/talk", test_talk, NULL);
  psc_test_fault_add ("/fault/protocol/deaf", test_deaf, NULL);

  return g_test_run ();
}
