/* fuzz-frame.c: whatever comes through a pipe, it is a message or an error
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fuzz-frame [--seed=N] [--executions=N] [--seconds=N] DIRECTORY
 *
 * Changes messages at random, reads them from a descriptor, and looks at every
 * one that is believed.  It begins with true messages and with the inputs in the
 * directory, which have found something once.  The same seed makes the same
 * changes; one that ends the program is found again with the seed that it has
 * printed before.
 *
 * An input is what comes through the pipe, and two bytes in front of it: which
 * message is due, and after how many bytes there is a pause.  clang's libFuzzer,
 * which sees what code each one reaches, finds more of them:
 *
 *   clang -g -O1 -std=gnu11 -D_GNU_SOURCE -DFUZZ_GUIDED \
 *     -fsanitize=fuzzer,address,undefined -I_build -Isrc/engine \
 *     $(pkg-config --cflags gio-unix-2.0) src/engine/psc-*.c tests/fuzz-frame.c \
 *     $(pkg-config --libs gio-unix-2.0) -lm -o guided
 *   ./guided NEW-DIRECTORY tests/corpus/frames */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-message.h"

/* The task that is due. */
#define INDEX 5

#define N_STEPS 3
#define N_FRONT 2

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        length);

static guint n_messages; /* that were believed */

static PscPipeline *
get_pipeline (void)
{
  static PscPipeline *pipeline = NULL;

  if (pipeline == NULL)
    {
      pipeline = psc_pipeline_new ();
      psc_pipeline_append (pipeline, "a=one", NULL);
      psc_pipeline_append (pipeline, "compute", NULL);
      psc_pipeline_append (pipeline, "b=two {} 'three four'", NULL);
    }

  return pipeline;
}

static gboolean
check_hello (GVariant  *message,
             GError   **error)
{
  PscHello hello;

  if (!psc_message_read_hello (message, &hello, error))
    return FALSE;

  g_assert_cmpuint (hello.version, ==, PSC_PROTOCOL_VERSION);
  g_assert_cmpint (hello.pid, >, 0);
  g_assert_cmpint (hello.now_ns, >=, 0);

  return TRUE;
}

/* Settings that were read can be sent on, and are the same then. */
static gboolean
check_setup (GVariant  *message,
             GError   **error)
{
  g_autoptr (PscSettings) settings = NULL;
  g_autoptr (PscSettings) again = NULL;
  g_autoptr (GVariant) sent = NULL;

  if (!psc_message_read_setup (message, &settings, error))
    return FALSE;

  g_assert_true (psc_settings_check (settings, NULL));
  sent = g_variant_ref_sink (psc_message_new_setup (settings));
  g_assert_true (psc_message_read_setup (sent, &again, NULL));
  g_assert_cmpuint (again->work, ==, settings->work);
  g_assert_cmpuint (again->seed, ==, settings->seed);
  g_assert_cmpint (again->step_timeout_ns, ==, settings->step_timeout_ns);
  g_assert_true (psc_pipeline_equal (again->pipeline, settings->pipeline));

  return TRUE;
}

static gboolean
check_chunk (GVariant  *message,
             GError   **error)
{
  g_autoptr (GVariant) list = g_variant_get_child_value (message, 1);
  g_auto (GStrv) paths = NULL;
  guint first;

  psc_message_read_chunk (message, &first, &paths);
  g_assert_cmpuint (g_strv_length (paths), ==, g_variant_n_children (list));

  return TRUE;
}

static void
clear_record (PscTaskRecord *task,
              PscStepRecord *steps)
{
  g_free (task->detail);
  for (guint i = 0; i < N_STEPS; i++)
    g_free (steps[i].output);
}

/* A record that was believed is one that can be, and is read again the same. */
static gboolean
check_record (GVariant  *message,
              GError   **error)
{
  PscStepRecord steps[N_STEPS], steps_again[N_STEPS];
  PscTaskRecord task, again;
  g_autoptr (GVariant) sent = NULL;
  gint64 reached_ns;

  if (!psc_message_read_record (message, INDEX, get_pipeline (), &task, steps,
                                error))
    return FALSE;

  g_assert_cmpint (task.outcome, >, PSC_OUTCOME_NONE);
  g_assert_cmpint (task.outcome, <, PSC_N_OUTCOMES);
  g_assert_cmpint (task.cause, <, PSC_N_CAUSES);
  g_assert_cmpuint (task.step, <, N_STEPS);
  if (task.detail != NULL)
    g_assert_true (g_utf8_validate (task.detail, -1, NULL));

  sent = g_variant_ref_sink (psc_message_new_record (INDEX, &task, steps,
                                                     get_pipeline ()));
  g_assert_true (psc_message_read_record (sent, INDEX, get_pipeline (), &again,
                                          steps_again, NULL));
  g_assert_cmpstr (again.detail, ==, task.detail);

  reached_ns = task.start_ns;
  for (guint i = 0; i < N_STEPS; i++)
    {
      const PscOutput *output = steps[i].output;

      g_assert_cmpint (steps_again[i].start_ns, ==, steps[i].start_ns);
      g_assert_true ((steps_again[i].output == NULL) == (output == NULL));
      if (output != NULL)
        g_assert_cmpmem (output->data,
                         output->stdout_length + output->stderr_length,
                         steps_again[i].output->data,
                         steps_again[i].output->stdout_length +
                         steps_again[i].output->stderr_length);
      if (steps[i].start_ns == PSC_NEVER)
        continue;

      g_assert_cmpint (steps[i].start_ns, >=, reached_ns);
      g_assert_cmpint (steps[i].end_ns, >=, steps[i].start_ns);
      reached_ns = steps[i].end_ns;
    }
  g_assert_cmpint (task.end_ns, >=, reached_ns);

  clear_record (&task, steps);
  clear_record (&again, steps_again);

  return TRUE;
}

typedef struct
{
  const GVariantType *type;
  gboolean          (*check) (GVariant  *message,
                              GError   **error);
} Due;

static const Due due[] = {
  { PSC_MESSAGE_HELLO, check_hello },
  { PSC_MESSAGE_SETUP, check_setup },
  { PSC_MESSAGE_CHUNK, check_chunk },
  { PSC_MESSAGE_RECORD, check_record },
};

/* Takes messages out of the bytes that there are until now. */
static void
take_messages (PscFrameReader  *reader,
               const Due       *expected,
               GError         **error)
{
  for (;;)
    {
      g_autoptr (GVariant) message = NULL;

      if (!psc_frame_reader_next (reader, expected->type, &message, error) ||
          message == NULL)
        return;

      if (!expected->check (message, error))
        return;
      n_messages++;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        length)
{
  static int fd = -1;
  g_autoptr (PscFrameReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const Due *expected;
  gsize pause;

  if (length < N_FRONT)
    return 0;

  if (fd < 0)
    fd = memfd_create ("frames", MFD_CLOEXEC);
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  expected = &due[data[0] % G_N_ELEMENTS (due)];
  length -= N_FRONT;
  pause = MIN (data[1], length);
  data += N_FRONT;

  reader = psc_frame_reader_new (fd);
  g_assert_cmpint (pwrite (fd, data, pause, 0), ==, (gssize) pause);
  if (pause > 0 && psc_frame_reader_fill (reader, &error))
    take_messages (reader, expected, &error);
  g_assert_cmpint (pwrite (fd, data + pause, length - pause, (off_t) pause),
                   ==, (gssize) (length - pause));
  while (error == NULL && psc_frame_reader_fill (reader, &error))
    take_messages (reader, expected, &error);

  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return 0;
}

#ifndef FUZZ_GUIDED

static gsize
pick (GRand *rand,
      gsize  n)
{
  return n > 0 ? g_rand_int (rand) % n : 0;
}

static guint8 *
get_bytes (GByteArray *input,
           gsize       at)
{
  return input->data + N_FRONT + at;
}

/* What readers stumble over, where a number may stand. */
static void
change_number (GRand      *rand,
               GByteArray *input,
               gsize       length)
{
  static const gint64 numbers[] = {
    0, 1, -1, 2, 3, 5, 7, 8, 127, 128, 255, 256, 65535, 65536, G_MAXINT32,
    G_MAXUINT32, PSC_FRAME_LIMIT, PSC_FRAME_LIMIT + 1, G_MAXINT64, G_MININT64,
    G_MAXINT64 / 4, G_MAXINT64 / 4 + 1,
  };
  gint64 number =
    GINT64_TO_LE (numbers[pick (rand, G_N_ELEMENTS (numbers))]);
  gsize size = (gsize) 1 << pick (rand, 4);
  gsize at = pick (rand, length);

  if (g_rand_boolean (rand))
    at -= at % size;
  memcpy (get_bytes (input, at), &number, MIN (size, length - at));
}

/* Takes a stretch out, or puts it somewhere once more. */
static void
change_stretch (GRand      *rand,
                GByteArray *input,
                gsize       length)
{
  gsize begin = pick (rand, length);
  gsize n_bytes = 1 + pick (rand, MIN (length - begin, 40));
  g_autofree guint8 *copy = g_memdup2 (get_bytes (input, begin), n_bytes);

  if (g_rand_boolean (rand))
    {
      g_byte_array_remove_range (input, (guint) (N_FRONT + begin),
                                 (guint) n_bytes);
    }
  else
    {
      gsize at = pick (rand, length + 1);
      gsize n_behind = length - at;

      g_byte_array_set_size (input, (guint) (N_FRONT + length + n_bytes));
      memmove (get_bytes (input, at + n_bytes), get_bytes (input, at),
               n_behind);
      memcpy (get_bytes (input, at), copy, n_bytes);
    }
}

/* Puts a sign of life in front of what comes. */
static void
add_beat (GByteArray *input)
{
  static const char beat[] = { 'b', 'e', 'a', 't' };

  g_byte_array_append (input, (const guint8 *) beat, sizeof beat);
  memmove (get_bytes (input, sizeof beat), get_bytes (input, 0),
           input->len - N_FRONT - sizeof beat);
  memcpy (get_bytes (input, 0), beat, sizeof beat);
}

static void
change (GRand      *rand,
        GByteArray *input)
{
  guint n_changes = 1 + (guint) pick (rand, 4);

  input->data[1] = (guint8) g_rand_int (rand);
  for (guint i = 0; i < n_changes && input->len > N_FRONT; i++)
    {
      gsize length = input->len - N_FRONT;

      switch (pick (rand, 6))
        {
        case 0:
          change_stretch (rand, input, length);
          break;

        case 1:
          change_number (rand, input, length);
          break;

        case 2:
          *get_bytes (input, pick (rand, length)) = (guint8) g_rand_int (rand);
          break;

        case 3:
          if (pick (rand, 4) == 0)
            g_byte_array_set_size (input,
                                   (guint) (N_FRONT + pick (rand, length)));
          break;

        default:
          *get_bytes (input, pick (rand, length)) ^= (guint8) (1 << pick (rand, 8));
          break;
        }
    }

  /* Most changes are to get past the length. */
  if (input->len >= N_FRONT + sizeof (guint32) && pick (rand, 8) != 0)
    {
      guint32 told = GUINT32_TO_LE ((guint32) (input->len - N_FRONT -
                                               sizeof (guint32)));

      memcpy (get_bytes (input, 0), &told, sizeof told);
    }
  while (pick (rand, 4) == 0)
    add_beat (input);
}

/* Takes @message and its frame as an input. */
static void
add_message (GPtrArray *corpus,
             guint8     number,
             GVariant  *message)
{
  guint8 bytes[4096] = { number, G_MAXUINT8 };
  int fd = memfd_create ("message", MFD_CLOEXEC);
  gssize length;

  g_assert_true (psc_frame_write (fd, message, -1, NULL));
  length = pread (fd, bytes + N_FRONT, sizeof bytes - N_FRONT, 0);
  g_assert_cmpint (length, >, 0);
  close (fd);

  g_ptr_array_add (corpus, g_bytes_new (bytes, (gsize) length + N_FRONT));
}

static void
add_record (GPtrArray *corpus)
{
  PscTaskRecord task = { .start_ns = 1000, .end_ns = 2000,
                         .outcome = PSC_OUTCOME_NONZERO,
                         .cause = PSC_CAUSE_EXIT_STATUS, .step = 2 };
  PscStepRecord steps[N_STEPS] = {
    { .start_ns = 1100, .end_ns = 1200 },
    { .start_ns = 1200, .end_ns = 1300, .value = M_PI },
    { .start_ns = 1400, .end_ns = 2000, .status = { 3, 0 } },
  };

  add_message (corpus, 3, psc_message_new_record (INDEX, &task, steps,
                                                  get_pipeline ()));
  task.detail = g_strdup ("why");
  steps[0].output = g_malloc0 (sizeof (PscOutput) + 8);
  memcpy (steps[0].output->data, "out\nerr\n", 8);
  steps[0].output->stdout_length = steps[0].output->stderr_length = 4;
  steps[0].output->dropped = 70000;
  add_message (corpus, 3, psc_message_new_record (INDEX, &task, steps,
                                                  get_pipeline ()));
  clear_record (&task, steps);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

static void
add_files (GPtrArray  *corpus,
           const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (directory, name, NULL));
  g_assert_cmpuint (names->len, >, 0);

  /* The same seed makes the same changes everywhere. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *data;
      gsize length;

      g_assert_true (g_file_get_contents (names->pdata[i], &data, &length,
                                          NULL));
      g_assert_cmpuint (length, >=, N_FRONT);
      g_ptr_array_add (corpus, g_bytes_new_take (data, length));
    }
}

static GPtrArray *
corpus_new (const char *directory)
{
  static const char * const paths[] = { "/a b", "/\xff\n", "/-", "/{}", "" };
  GPtrArray *corpus =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (PscSettings) settings = psc_settings_new ();

  add_message (corpus, 0, psc_message_new_hello ());
  add_message (corpus, 1, psc_message_new_setup (settings));
  psc_pipeline_append_command (settings->pipeline, "bytes",
                               (const char *[]) { "/\xff", "\n", NULL }, NULL);
  add_message (corpus, 1, psc_message_new_setup (settings));
  add_message (corpus, 2, psc_message_new_chunk (7, paths,
                                                 G_N_ELEMENTS (paths)));
  add_record (corpus);
  add_files (corpus, directory);

  return corpus;
}

int
main (int   argc,
      char *argv[])
{
  int seed = 1, n_executions = 1000, seconds = 0, i;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the changes", "N" },
    { "executions", 0, 0, G_OPTION_ARG_INT, &n_executions, "How many", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "As long as this", "N" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) corpus = NULL;
  gint64 end_us = g_get_monotonic_time ();

  setlocale (LC_ALL, "");
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_option_context_add_main_entries (context, entries, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  g_assert_cmpint (argc, ==, 2);
  corpus = corpus_new (argv[1]);
  end_us += seconds * G_USEC_PER_SEC;

  for (guint j = 0; j < corpus->len; j++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (corpus->pdata[j], &length);

      LLVMFuzzerTestOneInput (data, length);
    }
  /* The true ones are believed, to begin with. */
  g_assert_cmpuint (n_messages, >=, 6);

  for (i = 0; seconds > 0 ? g_get_monotonic_time () < end_us
                          : i < n_executions; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (seed + i));
      g_autoptr (GByteArray) input = g_byte_array_new ();
      gsize length;
      const guint8 *data =
        g_bytes_get_data (corpus->pdata[pick (rand, corpus->len)], &length);

      g_byte_array_append (input, data, (guint) length);
      change (rand, input);
      if (i % 1000000 == 0)
        {
          g_print ("from seed %d\n", seed + i);
          fflush (stdout);
        }
      LLVMFuzzerTestOneInput (input->data, input->len);
    }

  g_print ("%d executions from seed %d, %u messages were believed\n", i, seed,
           n_messages);
  psc_pipeline_unref (get_pipeline ());

  return EXIT_SUCCESS;
}

#endif
