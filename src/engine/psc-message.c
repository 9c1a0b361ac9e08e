/* psc-message.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-message"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-command.h"
#include "psc-error.h"
#include "psc-message.h"

#define MAGIC      "poolscope-worker"
#define STEPS_TYPE "a(saay)"

/* No clock has run for so long, and times below it can be added safely. */
#define MAX_TIME_NS (G_MAXINT64 / 4)

/* The fixed-size part of a task's record, laid out as GVariant lays out
 * "(xxuyyy)". */
typedef struct
{
  gint64  start_ns;
  gint64  end_ns;
  guint32 index;
  guint8  outcome;
  guint8  cause;
  guint8  step;
  guint8  padding;
} TaskPart;
#define TASK_PART_TYPE ((const GVariantType *) "(xxuyyy)")
G_STATIC_ASSERT (sizeof (TaskPart) == 24);

/* The same of a step: "(xxtdinq)". */
typedef struct
{
  gint64  start_ns;
  gint64  end_ns;
  guint64 dropped;
  double  value;
  gint32  exit_code;
  gint16  signal;
  guint16 left_process;
} StepPart;
#define STEP_PART_TYPE ((const GVariantType *) "(xxtdinq)")
G_STATIC_ASSERT (sizeof (StepPart) == 40);

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL,
               _("a message holds an impossible value: %s"), what);
  return FALSE;
}

/**
 * psc_message_hold_types:
 *
 * GVariant forgets what it knows of a type when the last value of it goes, and
 * learns it anew with the next one, which costs more than a whole message.
 * This keeps a value whose parts are of the types that are sent over and over.
 */
void
psc_message_hold_types (void)
{
  static gsize held;

  if (g_once_init_enter (&held))
    {
      const GVariantType *types[] = { PSC_MESSAGE_CHUNK, PSC_MESSAGE_RECORD };
      g_autoptr (GVariantType) both =
        g_variant_type_new_tuple (types, G_N_ELEMENTS (types));
      GVariant *value = g_variant_new_from_data (both, NULL, 0, TRUE, NULL,
                                                 NULL);

      g_once_init_leave (&held, GPOINTER_TO_SIZE (g_variant_ref_sink (value)));
    }
}

/**
 * psc_message_new_hello:
 *
 * What the calling process says first as a worker.
 */
GVariant *
psc_message_new_hello (void)
{
  return g_variant_new ("(suxx)", MAGIC, PSC_PROTOCOL_VERSION,
                        (gint64) getpid (), psc_clock_now_ns ());
}

/**
 * psc_message_read_hello:
 *
 * Reads a worker's first message; a worker of another version is refused.
 */
gboolean
psc_message_read_hello (GVariant  *message,
                        PscHello  *hello,
                        GError   **error)
{
  const char *magic;

  g_variant_get (message, "(&suxx)", &magic, &hello->version, &hello->pid,
                 &hello->now_ns);
  if (!g_str_equal (magic, MAGIC))
    return refuse (error, "magic");

  if (hello->version != PSC_PROTOCOL_VERSION)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_VERSION,
                           _("The worker program is of another version. If "
                             "Poolscope has just been updated, start it "
                             "again."));
      return FALSE;
    }

  if (hello->pid <= 0)
    return refuse (error, "process");
  if (hello->now_ns < 0 || hello->now_ns > MAX_TIME_NS)
    return refuse (error, "clock");

  return TRUE;
}

/**
 * psc_message_new_setup:
 *
 * What a worker has to know of the run, once.  Words of commands are bytes,
 * not text.
 */
GVariant *
psc_message_new_setup (const PscSettings *settings)
{
  GVariantBuilder steps;
  GVariantDict dict;

  g_variant_builder_init (&steps, G_VARIANT_TYPE (STEPS_TYPE));
  for (guint i = 0; i < psc_pipeline_get_n_steps (settings->pipeline); i++)
    {
      const PscStep *step = psc_pipeline_get_step (settings->pipeline, i);
      static const char * const no_words[] = { NULL };

      g_variant_builder_add (&steps, "(s^aay)", step->name,
                             step->argv != NULL
                             ? (const char * const *) step->argv : no_words);
    }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "steps", g_variant_builder_end (&steps));
  g_variant_dict_insert (&dict, "work", "u", settings->work);
  g_variant_dict_insert (&dict, "seed", "u", settings->seed);
  g_variant_dict_insert (&dict, "streams", "u", (guint) settings->streams);
  g_variant_dict_insert (&dict, "step-timeout", "x",
                         settings->step_timeout_ns);

  return g_variant_dict_end (&dict);
}

/**
 * psc_message_read_setup:
 * @settings: (out) (transfer full): a worker's part of the run's settings
 *
 * Reads the settings.  Keys that are unknown here are passed over.
 */
gboolean
psc_message_read_setup (GVariant     *message,
                        PscSettings **settings,
                        GError      **error)
{
  g_autoptr (PscSettings) self = NULL;
  g_autoptr (GVariant) steps = NULL;
  GVariantIter iter;
  const char *name;
  char **argv;
  guint streams;
  guint n_steps;

  self = g_new0 (PscSettings, 1);
  self->workers = 1;
  self->pipeline = psc_pipeline_new ();
  steps = g_variant_lookup_value (message, "steps", G_VARIANT_TYPE (STEPS_TYPE));
  if (steps == NULL ||
      !g_variant_lookup (message, "work", "u", &self->work) ||
      !g_variant_lookup (message, "seed", "u", &self->seed) ||
      !g_variant_lookup (message, "streams", "u", &streams) ||
      !g_variant_lookup (message, "step-timeout", "x", &self->step_timeout_ns))
    return refuse (error, "settings");
  if (streams > PSC_STREAMS_INDEPENDENT)
    return refuse (error, "streams");
  self->streams = streams;

  g_variant_iter_init (&iter, steps);
  while (g_variant_iter_next (&iter, "(&s^aay)", &name, &argv))
    {
      g_auto (GStrv) words = argv;

      if (words[0] == NULL)
        psc_pipeline_append_compute (self->pipeline, name);
      else if (!psc_pipeline_append_command (self->pipeline, name,
                                             (const char * const *) words,
                                             error))
        return FALSE;
    }

  n_steps = psc_pipeline_get_n_steps (self->pipeline);
  if (n_steps == 0 || n_steps > PSC_MAX_STEPS)
    return refuse (error, "steps");
  if (!psc_settings_check (self, error))
    return FALSE;

  *settings = g_steal_pointer (&self);

  return TRUE;
}

/**
 * psc_message_new_chunk:
 * @first: index of the first task
 * @paths: (array length=n_paths): the files of it and of those that follow;
 *   an empty path where the pipeline has no command
 */
GVariant *
psc_message_new_chunk (guint               first,
                       const char * const *paths,
                       guint               n_paths)
{
  GVariant *children[] = {
    g_variant_new_uint32 (first),
    g_variant_new_bytestring_array (paths, (gssize) n_paths),
  };

  return g_variant_new_tuple (children, G_N_ELEMENTS (children));
}

/**
 * psc_message_read_chunk:
 * @first: (out): index of the first task
 * @paths: (out) (transfer full): the files
 *
 * Reads what is to be done next.
 */
void
psc_message_read_chunk (GVariant  *message,
                        guint     *first,
                        char    ***paths)
{
  g_variant_get (message, "(u^aay)", first, paths);
}

static GVariant *
new_bytes (const char *data,
           gsize       length)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length, 1);
}

static void
fill_step_part (StepPart            *part,
                const PscStepRecord *step,
                gboolean             compute)
{
  part->start_ns = step->start_ns;
  part->end_ns = step->end_ns;
  part->dropped = step->output != NULL ? step->output->dropped : 0;
  part->value = compute ? step->value : 0.;
  part->exit_code = compute ? 0 : step->status.exit_code;
  part->signal = compute ? 0 : step->status.signal;
  part->left_process = compute ? 0 : step->status.left_process;
}

/* What the steps printed: two strings of bytes for each step, or none at all
 * when no step printed anything. */
static GVariant *
new_outputs (const PscStepRecord *steps,
             guint                n_steps)
{
  GVariant *outputs[2 * PSC_MAX_STEPS];
  gboolean any = FALSE;

  for (guint i = 0; i < n_steps; i++)
    any |= steps[i].output != NULL;
  if (!any)
    return g_variant_new_array (G_VARIANT_TYPE_BYTESTRING, NULL, 0);

  for (guint i = 0; i < n_steps; i++)
    {
      const PscOutput *output = steps[i].output;
      gsize n_out = output != NULL ? output->stdout_length : 0;
      gsize n_err = output != NULL ? output->stderr_length : 0;
      const char *data = output != NULL ? output->data : NULL;

      outputs[2 * i] = new_bytes (data, n_out);
      outputs[2 * i + 1] = new_bytes (data != NULL ? data + n_out : NULL,
                                      n_err);
    }

  return g_variant_new_array (G_VARIANT_TYPE_BYTESTRING, outputs, 2 * n_steps);
}

/**
 * psc_message_new_record:
 * @index: the task's index in the run, from 0
 *
 * One task as the worker saw it.
 */
GVariant *
psc_message_new_record (guint                index,
                        const PscTaskRecord *task,
                        const PscStepRecord *steps,
                        PscPipeline         *pipeline)
{
  guint n_steps = psc_pipeline_get_n_steps (pipeline);
  const char *detail = task->detail != NULL ? task->detail : "";
  StepPart step_parts[PSC_MAX_STEPS];
  TaskPart task_part = {
    .start_ns = task->start_ns,
    .end_ns = task->end_ns,
    .index = index,
    .outcome = task->outcome,
    .cause = task->cause,
    .step = task->step,
  };
  GVariant *children[4];
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n_steps; i++)
    fill_step_part (&step_parts[i], &steps[i],
                    psc_pipeline_step_is_compute (pipeline, i));

  bytes = g_bytes_new (&task_part, sizeof task_part);
  children[0] = g_variant_new_from_bytes (TASK_PART_TYPE, bytes, TRUE);
  children[1] = g_variant_new_fixed_array (STEP_PART_TYPE, step_parts, n_steps,
                                           sizeof (StepPart));
  children[2] = new_bytes (detail, strlen (detail));
  children[3] = new_outputs (steps, n_steps);

  return g_variant_new_tuple (children, G_N_ELEMENTS (children));
}

static PscOutput *
read_output (GVariant *out,
             GVariant *err,
             guint64   dropped)
{
  gsize n_out, n_err;
  gconstpointer out_data = g_variant_get_fixed_array (out, &n_out, 1);
  gconstpointer err_data = g_variant_get_fixed_array (err, &n_err, 1);
  PscOutput *output;

  n_out = MIN (n_out, PSC_OUTPUT_LIMIT);
  n_err = MIN (n_err, PSC_OUTPUT_LIMIT);
  if (n_out == 0 && n_err == 0)
    return NULL;

  output = g_malloc (sizeof (PscOutput) + n_out + n_err);
  output->dropped = dropped;
  output->stdout_length = (guint32) n_out;
  output->stderr_length = (guint32) n_err;
  if (n_out > 0)
    memcpy (output->data, out_data, n_out);
  if (n_err > 0)
    memcpy (output->data + n_out, err_data, n_err);

  return output;
}

static void
read_outputs (GVariant       *outputs,
              const StepPart *parts,
              PscStepRecord  *steps,
              guint           n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (GVariant) out = g_variant_get_child_value (outputs, 2 * i);
      g_autoptr (GVariant) err = g_variant_get_child_value (outputs,
                                                            2 * i + 1);

      steps[i].output = read_output (out, err, parts[i].dropped);
    }
}

static void
read_step (const StepPart *part,
           gboolean        compute,
           PscStepRecord  *step)
{
  *step = (PscStepRecord) { 0, };
  step->start_ns = part->start_ns;
  step->end_ns = part->end_ns;
  if (compute)
    {
      step->value = part->value;
    }
  else
    {
      step->status.exit_code = part->exit_code;
      step->status.signal = part->signal;
      step->status.left_process = part->left_process != 0;
    }
}

/* A step was not reached, or lies within its task behind the step before. */
static gboolean
check_times (const PscTaskRecord *task,
             const PscStepRecord *steps,
             guint                n_steps)
{
  gint64 reached_ns = task->start_ns;

  if (task->start_ns < 0 || task->start_ns > task->end_ns ||
      task->end_ns > MAX_TIME_NS)
    return FALSE;

  for (guint i = 0; i < n_steps; i++)
    {
      if (steps[i].start_ns == PSC_NEVER && steps[i].end_ns == PSC_NEVER)
        continue;
      if (steps[i].start_ns < reached_ns ||
          steps[i].end_ns < steps[i].start_ns ||
          steps[i].end_ns > task->end_ns)
        return FALSE;
      reached_ns = steps[i].end_ns;
    }

  return TRUE;
}

/* What a worker can say of a task that it had in hand, and why. */
static gboolean
is_possible (PscOutcome outcome,
             PscCause   cause)
{
  switch (outcome)
    {
    case PSC_OUTCOME_OK:
      return cause == PSC_CAUSE_NONE;

    case PSC_OUTCOME_NONZERO:
      return cause == PSC_CAUSE_EXIT_STATUS;

    case PSC_OUTCOME_FAILED:
      return cause == PSC_CAUSE_NO_START;

    case PSC_OUTCOME_KILLED:
      return cause == PSC_CAUSE_SIGNAL;

    case PSC_OUTCOME_TIMED_OUT:
      return cause == PSC_CAUSE_TIME_LIMIT;

    case PSC_OUTCOME_SKIPPED:
      return cause >= PSC_CAUSE_NAMED_PIPE && cause <= PSC_CAUSE_VANISHED;

    case PSC_OUTCOME_STOPPED:
      return cause == PSC_CAUSE_STOP_DURING;

    case PSC_OUTCOME_NONE:
    case PSC_OUTCOME_LOST:
    default:
      return FALSE;
    }
}

static gboolean
read_task (GVariant       *message,
           guint           index,
           guint           n_steps,
           PscTaskRecord  *task,
           GError        **error)
{
  g_autoptr (GVariant) fixed = g_variant_get_child_value (message, 0);
  g_autoptr (GVariant) detail = g_variant_get_child_value (message, 2);
  const TaskPart *part = g_variant_get_data (fixed);
  gconstpointer detail_data;
  gsize n_detail;

  if (part->index != index)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_PROTOCOL,
                           part->index < index
                           ? _("it answered twice for the same file")
                           : _("it answered for a file that it did not have "
                               "in hand"));
      return FALSE;
    }
  if (!is_possible (part->outcome, part->cause) || part->step >= n_steps)
    return refuse (error, "outcome");

  *task = (PscTaskRecord) { 0, };
  task->start_ns = part->start_ns;
  task->end_ns = part->end_ns;
  task->outcome = part->outcome;
  task->cause = part->cause;
  task->step = part->step;

  detail_data = g_variant_get_fixed_array (detail, &n_detail, 1);
  if (n_detail > 0)
    task->detail = g_utf8_make_valid (detail_data, (gssize) n_detail);

  return TRUE;
}

/**
 * psc_message_read_record:
 * @index: the index of the task that is due
 * @task: (out caller-allocates): its record; its pointers are the caller's
 * @steps: (out caller-allocates): as many records as the pipeline has steps
 *
 * Reads one task's record, and believes nothing that cannot be.
 */
gboolean
psc_message_read_record (GVariant       *message,
                         guint           index,
                         PscPipeline    *pipeline,
                         PscTaskRecord  *task,
                         PscStepRecord  *steps,
                         GError        **error)
{
  g_autoptr (GVariant) step_list = g_variant_get_child_value (message, 1);
  g_autoptr (GVariant) outputs = g_variant_get_child_value (message, 3);
  guint n_steps = psc_pipeline_get_n_steps (pipeline);
  gsize n_outputs = g_variant_n_children (outputs);
  const StepPart *parts;
  gsize n_parts;

  parts = g_variant_get_fixed_array (step_list, &n_parts, sizeof (StepPart));
  if (n_parts != n_steps || (n_outputs != 0 && n_outputs != 2 * n_steps))
    return refuse (error, "steps");
  if (!read_task (message, index, n_steps, task, error))
    return FALSE;

  for (guint i = 0; i < n_steps; i++)
    read_step (&parts[i], psc_pipeline_step_is_compute (pipeline, i),
               &steps[i]);
  if (!check_times (task, steps, n_steps))
    {
      g_clear_pointer (&task->detail, g_free);
      return refuse (error, "times");
    }

  if (n_outputs != 0)
    read_outputs (outputs, parts, steps, n_steps);

  return TRUE;
}
