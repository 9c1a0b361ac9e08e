/* test-message-record.c: a worker's records, true ones and impossible ones
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-command.h"
#include "psc-error.h"
#include "psc-message.h"

#define INDEX   5
#define N_STEPS 3

#define N_MUTATIONS 200000

/* A record that can be, to be made one that cannot. */
typedef struct
{
  PscPipeline   *pipeline;
  PscTaskRecord  task;
  PscStepRecord  steps[N_STEPS];
} Fixture;

static PscOutput *
output_new (const char *out,
            guint32     n_out,
            const char *err,
            guint32     n_err)
{
  PscOutput *output = g_malloc0 (sizeof (PscOutput) + n_out + n_err);

  output->stdout_length = n_out;
  output->stderr_length = n_err;
  memcpy (output->data, out, n_out);
  memcpy (output->data + n_out, err, n_err);

  return output;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->pipeline = psc_pipeline_new ();
  psc_pipeline_append (fixture->pipeline, "a=one", NULL);
  psc_pipeline_append (fixture->pipeline, "compute", NULL);
  psc_pipeline_append (fixture->pipeline, "b=two", NULL);

  fixture->task = (PscTaskRecord) {
    .start_ns = 1000, .end_ns = 2000, .outcome = PSC_OUTCOME_NONZERO,
    .cause = PSC_CAUSE_EXIT_STATUS, .step = 2,
  };
  fixture->steps[0] = (PscStepRecord) {
    .start_ns = 1100, .end_ns = 1200,
    .output = output_new ("\0\xff" "a", 3, "", 0),
  };
  fixture->steps[0].output->dropped = G_GUINT64_CONSTANT (5000000000);
  fixture->steps[1] = (PscStepRecord) {
    .start_ns = 1200, .end_ns = 1300, .value = -1473.6327957596222,
  };
  fixture->steps[2] = (PscStepRecord) {
    .start_ns = 1400, .end_ns = 2000, .status = { 3, 0, TRUE },
    .output = output_new ("out", 3, "error\n", 6),
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_STEPS; i++)
    g_free (fixture->steps[i].output);
  psc_pipeline_unref (fixture->pipeline);
}

static GVariant *
record_new (Fixture *fixture)
{
  return g_variant_ref_sink (psc_message_new_record (INDEX, &fixture->task,
                                                     fixture->steps,
                                                     fixture->pipeline));
}

static void
free_records (PscTaskRecord *task,
              PscStepRecord *steps)
{
  g_free (task->detail);
  for (guint i = 0; i < N_STEPS; i++)
    g_free (steps[i].output);
}

static void
assert_record_refused (Fixture  *fixture,
                       GVariant *message)
{
  g_autoptr (GError) error = NULL;
  PscTaskRecord task;
  PscStepRecord steps[N_STEPS];

  g_assert_false (psc_message_read_record (message, INDEX, fixture->pipeline,
                                           &task, steps, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL);
}

static void
assert_same_output (const PscOutput *output,
                    const PscOutput *expected)
{
  g_assert_cmpint (output == NULL, ==, expected == NULL);
  if (output == NULL)
    return;

  g_assert_cmpuint (output->dropped, ==, expected->dropped);
  g_assert_cmpuint (output->stdout_length, ==, expected->stdout_length);
  g_assert_cmpuint (output->stderr_length, ==, expected->stderr_length);
  g_assert_cmpmem (output->data,
                   output->stdout_length + output->stderr_length,
                   expected->data,
                   expected->stdout_length + expected->stderr_length);
}

static void
assert_round_trip (Fixture    *fixture,
                   const char *detail)
{
  g_autoptr (GVariant) message = record_new (fixture);
  g_autoptr (GError) error = NULL;
  PscTaskRecord task;
  PscStepRecord steps[N_STEPS];

  g_assert_true (g_variant_is_of_type (message, PSC_MESSAGE_RECORD));
  g_assert_true (psc_message_read_record (message, INDEX, fixture->pipeline,
                                          &task, steps, &error));
  g_assert_no_error (error);

  g_assert_cmpint (task.start_ns, ==, fixture->task.start_ns);
  g_assert_cmpint (task.end_ns, ==, fixture->task.end_ns);
  g_assert_cmpuint (task.outcome, ==, fixture->task.outcome);
  g_assert_cmpuint (task.cause, ==, fixture->task.cause);
  g_assert_cmpuint (task.step, ==, fixture->task.step);
  g_assert_cmpstr (task.detail, ==, detail);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_assert_cmpint (steps[i].start_ns, ==, fixture->steps[i].start_ns);
      g_assert_cmpint (steps[i].end_ns, ==, fixture->steps[i].end_ns);
      assert_same_output (steps[i].output, fixture->steps[i].output);
    }
  g_assert_true (memcmp (&steps[1].value, &fixture->steps[1].value,
                         sizeof (double)) == 0);
  for (guint i = 0; i < N_STEPS; i += 2)
    {
      g_assert_cmpint (steps[i].status.exit_code, ==,
                       fixture->steps[i].status.exit_code);
      g_assert_cmpint (steps[i].status.signal, ==,
                       fixture->steps[i].status.signal);
      g_assert_cmpint (steps[i].status.left_process, ==,
                       fixture->steps[i].status.left_process);
    }
  free_records (&task, steps);
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  char not_text[] = "no \xff such";
  g_autofree char *whole = g_strnfill (PSC_OUTPUT_LIMIT, 'x');

  assert_round_trip (fixture, NULL);

  fixture->steps[1].value = NAN;
  fixture->task.detail = not_text;
  fixture->task.outcome = PSC_OUTCOME_FAILED;
  fixture->task.cause = PSC_CAUSE_NO_START;
  fixture->steps[2].status.exit_code = -1;
  fixture->steps[2].status.signal = 9;
  assert_round_trip (fixture, "no \xef\xbf\xbd such");

  /* The first step as full as can be, the others not reached */
  fixture->task.detail = NULL;
  fixture->task.step = 0;
  for (guint i = 0; i < N_STEPS; i++)
    g_clear_pointer (&fixture->steps[i].output, g_free);
  fixture->steps[0].output = output_new (whole, PSC_OUTPUT_LIMIT, whole,
                                         PSC_OUTPUT_LIMIT);
  fixture->steps[1] = fixture->steps[2] = (PscStepRecord) {
    .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
  };
  assert_round_trip (fixture, NULL);

  /* Nothing printed at all */
  g_clear_pointer (&fixture->steps[0].output, g_free);
  assert_round_trip (fixture, NULL);
}

static const PscCause possible_causes[PSC_N_OUTCOMES][2] = {
  [PSC_OUTCOME_OK] = { PSC_CAUSE_NONE, PSC_CAUSE_NONE },
  [PSC_OUTCOME_NONZERO] = { PSC_CAUSE_EXIT_STATUS, PSC_CAUSE_EXIT_STATUS },
  [PSC_OUTCOME_FAILED] = { PSC_CAUSE_NO_START, PSC_CAUSE_NO_START },
  [PSC_OUTCOME_KILLED] = { PSC_CAUSE_SIGNAL, PSC_CAUSE_SIGNAL },
  [PSC_OUTCOME_TIMED_OUT] = { PSC_CAUSE_TIME_LIMIT, PSC_CAUSE_TIME_LIMIT },
  [PSC_OUTCOME_SKIPPED] = { PSC_CAUSE_NAMED_PIPE, PSC_CAUSE_VANISHED },
  [PSC_OUTCOME_LOST] = { PSC_N_CAUSES, 0 },
  [PSC_OUTCOME_NONE] = { PSC_N_CAUSES, 0 },
  [PSC_OUTCOME_STOPPED] = { PSC_CAUSE_STOP_DURING, PSC_CAUSE_STOP_DURING },
};

/* A worker cannot say that it died with a task, or never had it. */
static void
test_outcomes (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint outcome = 0; outcome < 256; outcome++)
    for (guint cause = 0; cause < 256; cause++)
      {
        fixture->task.outcome = (guint8) outcome;
        fixture->task.cause = (guint8) cause;
        if (outcome < PSC_N_OUTCOMES &&
            cause >= possible_causes[outcome][0] &&
            cause <= possible_causes[outcome][1])
          {
            assert_round_trip (fixture, NULL);
          }
        else
          {
            g_autoptr (GVariant) message = record_new (fixture);

            assert_record_refused (fixture, message);
          }
      }
}

static void
test_bad_step (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint step = 0; step < 256; step++)
    {
      fixture->task.step = (guint8) step;
      if (step < N_STEPS)
        {
          assert_round_trip (fixture, NULL);
        }
      else
        {
          g_autoptr (GVariant) message = record_new (fixture);

          assert_record_refused (fixture, message);
        }
    }
}

/* Any one time that is set to any of these makes a record that cannot be. */
static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 *times[] = {
    &fixture->task.start_ns, &fixture->steps[0].start_ns,
    &fixture->steps[0].end_ns, &fixture->steps[1].start_ns,
    &fixture->steps[1].end_ns, &fixture->steps[2].start_ns,
    &fixture->steps[2].end_ns, &fixture->task.end_ns,
  };
  static const gint64 values[] = {
    PSC_NEVER, PSC_NEVER + 1, -1, 2001, G_MAXINT64 / 2, G_MAXINT64,
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 saved = *times[i];

      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        {
          g_autoptr (GVariant) message = NULL;

          /* A later end is one that can be. */
          if (times[i] == &fixture->task.end_ns && values[k] == 2001)
            continue;

          *times[i] = values[k];
          message = record_new (fixture);
          assert_record_refused (fixture, message);
        }
      *times[i] = saved;
    }

  /* Far away, all of it, no time is out of order. */
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    *times[i] = G_MAXINT64;
  {
    g_autoptr (GVariant) message = record_new (fixture);

    assert_record_refused (fixture, message);
  }
}

/* Another task, or another pipeline */
static void
test_mistaken (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GVariant) message = record_new (fixture);
  g_autoptr (PscPipeline) shorter = psc_pipeline_new ();
  g_autoptr (PscPipeline) longer = psc_pipeline_new ();
  PscPipeline *pipelines[] = { fixture->pipeline, shorter, longer };
  PscTaskRecord task;
  PscStepRecord steps[PSC_MAX_STEPS];

  psc_pipeline_append (shorter, "a=one", NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("step-%u", i);

      psc_pipeline_append_compute (longer, name);
    }

  for (guint i = 0; i < G_N_ELEMENTS (pipelines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (psc_message_read_record (message,
                                               i == 0 ? INDEX + 1 : INDEX,
                                               pipelines[i], &task, steps,
                                               &error));
      g_assert_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL);
    }
}

static void
test_outputs (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GVariant) message = record_new (fixture);
  g_autoptr (GVariant) fixed = g_variant_get_child_value (message, 0);
  g_autoptr (GVariant) steps = g_variant_get_child_value (message, 1);
  g_autoptr (GVariant) detail = g_variant_get_child_value (message, 2);

  /* As many streams as nobody has */
  for (guint count = 1; count < 9; count++)
    {
      GVariant *outputs[8];
      GVariant *children[] = { fixed, steps, detail, NULL };
      g_autoptr (GVariant) bad = NULL;

      if (count == 2 * N_STEPS)
        continue;

      for (guint i = 0; i < count; i++)
        outputs[i] = g_variant_new_bytestring ("x");
      children[3] = g_variant_new_array (G_VARIANT_TYPE_BYTESTRING, outputs,
                                         count);
      bad = g_variant_ref_sink (g_variant_new_tuple (children, 4));
      assert_record_refused (fixture, bad);
    }
}

/* What is read is possible, however it came to be. */
static void
assert_possible (const PscTaskRecord *task,
                 const PscStepRecord *steps)
{
  gint64 reached_ns = task->start_ns;

  g_assert_cmpuint (task->outcome, >, PSC_OUTCOME_NONE);
  g_assert_cmpuint (task->outcome, <, PSC_N_OUTCOMES);
  g_assert_cmpuint (task->cause, <, PSC_N_CAUSES);
  g_assert_cmpuint (task->step, <, N_STEPS);
  g_assert_cmpint (task->start_ns, >=, 0);
  for (guint i = 0; i < N_STEPS; i++)
    {
      if (steps[i].output != NULL)
        {
          g_assert_cmpuint (steps[i].output->stdout_length, <=,
                            PSC_OUTPUT_LIMIT);
          g_assert_cmpuint (steps[i].output->stderr_length, <=,
                            PSC_OUTPUT_LIMIT);
        }
      if (steps[i].start_ns == PSC_NEVER)
        continue;
      g_assert_cmpint (steps[i].start_ns, >=, reached_ns);
      g_assert_cmpint (steps[i].end_ns, >=, steps[i].start_ns);
      reached_ns = steps[i].end_ns;
    }
  g_assert_cmpint (task->end_ns, >=, reached_ns);
  g_assert_true (task->detail == NULL ||
                 g_utf8_validate (task->detail, -1, NULL));
}

static void
test_mutations (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GVariant) message = NULL;
  guint n_read = 0, n_refused = 0;
  gsize size;

  fixture->task.detail = (char *) "some words";
  message = record_new (fixture);
  size = g_variant_get_size (message);

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      guint8 *bytes = g_memdup2 (g_variant_get_data (message), size);
      gsize n_bytes = g_rand_int_range (rand, 0, 8) == 0
                      ? (gsize) g_rand_int_range (rand, 0, (gint32) size)
                      : size;
      g_autoptr (GVariant) mutant = NULL;
      g_autoptr (GError) error = NULL;
      PscTaskRecord task;
      PscStepRecord steps[N_STEPS];

      for (gint32 k = g_rand_int_range (rand, 1, 5); k > 0; k--)
        bytes[g_rand_int_range (rand, 0, (gint32) size)] =
          (guint8) g_rand_int_range (rand, 0, 256);
      mutant = g_variant_ref_sink (
        g_variant_new_from_data (PSC_MESSAGE_RECORD, bytes, n_bytes, FALSE,
                                 g_free, bytes));
      if (!g_variant_is_normal_form (mutant))
        continue;

      if (psc_message_read_record (mutant, INDEX, fixture->pipeline, &task,
                                   steps, &error))
        {
          assert_possible (&task, steps);
          free_records (&task, steps);
          n_read++;
        }
      else
        {
          g_assert_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL);
          n_refused++;
        }
    }

  /* Some hit what may be anything, such as an output; others do not. */
  g_assert_cmpuint (n_read, >, 0);
  g_assert_cmpuint (n_refused, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  psc_message_hold_types ();

#define ADD(name, test)                                                     \
  g_test_add ("/message-record/" name, Fixture, NULL, set_up, test,         \
              tear_down)

  ADD ("round-trip", test_record);
  ADD ("outcomes", test_outcomes);
  ADD ("bad-step", test_bad_step);
  ADD ("times", test_times);
  ADD ("mistaken", test_mistaken);
  ADD ("outputs", test_outputs);
  ADD ("mutations", test_mutations);

  return g_test_run ();
}
