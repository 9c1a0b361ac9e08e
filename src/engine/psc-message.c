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

#define MAGIC       "poolscope-worker"
#define HELLO_TYPE  "(suxx)"
#define SETUP_TYPE  "a{sv}"
#define STEPS_TYPE  "a(saay)"
#define CHUNK_TYPE  "(uaay)"
#define STEP_TYPE   "(xxdiitayay)"
#define RECORD_TYPE "(uyyyxxaya" STEP_TYPE ")"

static gboolean
check_type (guint8           kind,
            PscMessageKind   wanted_kind,
            GVariant        *body,
            const char      *wanted_type,
            GError         **error)
{
  if (kind == wanted_kind &&
      g_variant_is_of_type (body, G_VARIANT_TYPE (wanted_type)))
    return TRUE;

  g_set_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL,
               _("message %u of type %s came where %u of type %s was due"),
               kind, g_variant_get_type_string (body), wanted_kind,
               wanted_type);
  return FALSE;
}

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, PSC_ERROR, PSC_ERROR_PROTOCOL,
               _("a message holds an impossible value: %s"), what);
  return FALSE;
}

/**
 * psc_message_new_hello:
 *
 * What the calling process says first as a worker.
 */
GVariant *
psc_message_new_hello (void)
{
  return g_variant_new (HELLO_TYPE, MAGIC, PSC_PROTOCOL_VERSION,
                        (gint64) getpid (), psc_clock_now_ns ());
}

/**
 * psc_message_read_hello:
 *
 * Reads a worker's first message; a worker of another version is refused.
 */
gboolean
psc_message_read_hello (guint8     kind,
                        GVariant  *body,
                        PscHello  *hello,
                        GError   **error)
{
  const char *magic;

  if (!check_type (kind, PSC_MESSAGE_HELLO, body, HELLO_TYPE, error))
    return FALSE;

  g_variant_get (body, "(&suxx)", &magic, &hello->version, &hello->pid,
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
psc_message_read_setup (guint8        kind,
                        GVariant     *body,
                        PscSettings **settings,
                        GError      **error)
{
  g_autoptr (PscSettings) self = NULL;
  g_autoptr (GVariant) steps = NULL;
  GVariantIter iter;
  const char *name;
  char **argv;
  guint streams;

  if (!check_type (kind, PSC_MESSAGE_SETUP, body, SETUP_TYPE, error))
    return FALSE;

  self = g_new0 (PscSettings, 1);
  self->workers = 1;
  self->pipeline = psc_pipeline_new ();
  steps = g_variant_lookup_value (body, "steps", G_VARIANT_TYPE (STEPS_TYPE));
  if (steps == NULL ||
      !g_variant_lookup (body, "work", "u", &self->work) ||
      !g_variant_lookup (body, "seed", "u", &self->seed) ||
      !g_variant_lookup (body, "streams", "u", &streams) ||
      !g_variant_lookup (body, "step-timeout", "x", &self->step_timeout_ns))
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
  return g_variant_new ("(u@aay)", first,
                        g_variant_new_bytestring_array (paths,
                                                        (gssize) n_paths));
}

/**
 * psc_message_read_chunk:
 * @first: (out): index of the first task
 * @paths: (out) (transfer full): the files
 *
 * Reads what is to be done next.
 */
gboolean
psc_message_read_chunk (guint8     kind,
                        GVariant  *body,
                        guint     *first,
                        char    ***paths,
                        GError   **error)
{
  if (!check_type (kind, PSC_MESSAGE_CHUNK, body, CHUNK_TYPE, error))
    return FALSE;

  g_variant_get (body, "(u^aay)", first, paths);

  return TRUE;
}

static GVariant *
new_bytes (const char *data,
           gsize       length)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length, 1);
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
  const char *detail = task->detail != NULL ? task->detail : "";
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" STEP_TYPE));
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      const PscStepRecord *step = &steps[i];
      const PscOutput *output = step->output;
      gboolean compute = psc_pipeline_step_is_compute (pipeline, i);
      gsize n_out = output != NULL ? output->stdout_length : 0;
      gsize n_err = output != NULL ? output->stderr_length : 0;
      const char *data = output != NULL ? output->data : "";

      g_variant_builder_add (&builder, "(xxdiit@ay@ay)",
                             step->start_ns,
                             step->end_ns,
                             compute ? step->value : 0.,
                             compute ? 0 : step->status.exit_code,
                             compute ? 0 : step->status.signal,
                             output != NULL ? output->dropped
                                            : G_GUINT64_CONSTANT (0),
                             new_bytes (data, n_out),
                             new_bytes (data + n_out, n_err));
    }

  return g_variant_new ("(uyyyxx@ay@a" STEP_TYPE ")",
                        index,
                        task->outcome,
                        task->cause,
                        task->step,
                        task->start_ns,
                        task->end_ns,
                        new_bytes (detail, strlen (detail)),
                        g_variant_builder_end (&builder));
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
read_step (GVariant      *variant,
           gboolean       compute,
           PscStepRecord *step)
{
  g_autoptr (GVariant) out = NULL;
  g_autoptr (GVariant) err = NULL;
  guint64 dropped;
  double value;
  gint32 exit_code, signal;

  g_variant_get (variant, "(xxdiit@ay@ay)", &step->start_ns, &step->end_ns,
                 &value, &exit_code, &signal, &dropped, &out, &err);
  if (compute)
    step->value = value;
  else
    {
      step->status.exit_code = exit_code;
      step->status.signal = signal;
    }
  step->output = read_output (out, err, dropped);
}

/* A step was not reached, or lies within its task behind the step before. */
static gboolean
check_times (const PscTaskRecord *task,
             const PscStepRecord *steps,
             guint                n_steps)
{
  gint64 reached_ns = task->start_ns;

  if (task->start_ns > task->end_ns || task->start_ns < 0)
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

/**
 * psc_message_read_record:
 * @index: the index of the task that is due
 * @task: (out caller-allocates): its record; its pointers are the caller's
 * @steps: (out caller-allocates): as many records as the pipeline has steps
 *
 * Reads one task's record, and believes nothing that cannot be.
 */
gboolean
psc_message_read_record (guint8          kind,
                         GVariant       *body,
                         guint           index,
                         PscPipeline    *pipeline,
                         PscTaskRecord  *task,
                         PscStepRecord  *steps,
                         GError        **error)
{
  g_autoptr (GVariant) detail = NULL;
  g_autoptr (GVariant) list = NULL;
  guint n_steps = psc_pipeline_get_n_steps (pipeline);
  gconstpointer detail_data;
  gsize n_detail;
  guint32 told_index;

  if (!check_type (kind, PSC_MESSAGE_RECORD, body, RECORD_TYPE, error))
    return FALSE;

  *task = (PscTaskRecord) { 0, };
  g_variant_get (body, "(uyyyxx@ay@a" STEP_TYPE ")", &told_index,
                 &task->outcome, &task->cause, &task->step, &task->start_ns,
                 &task->end_ns, &detail, &list);

  if (told_index != index)
    return refuse (error, "task");
  if (task->outcome == PSC_OUTCOME_NONE || task->outcome >= PSC_N_OUTCOMES ||
      task->cause >= PSC_N_CAUSES || task->step >= n_steps)
    return refuse (error, "outcome");
  if (g_variant_n_children (list) != n_steps)
    return refuse (error, "steps");

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (list, i);

      read_step (child, psc_pipeline_step_is_compute (pipeline, i), &steps[i]);
    }

  if (!check_times (task, steps, n_steps))
    {
      for (guint i = 0; i < n_steps; i++)
        g_clear_pointer (&steps[i].output, g_free);
      return refuse (error, "times");
    }

  detail_data = g_variant_get_fixed_array (detail, &n_detail, 1);
  if (n_detail > 0)
    task->detail = g_utf8_make_valid (detail_data, (gssize) n_detail);

  return TRUE;
}
