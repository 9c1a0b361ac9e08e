/* psc-export.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-export"

#include "config.h"

#include <string.h>

#include "psc-cancellable-stream.h"
#include "psc-csv.h"
#include "psc-document.h"
#include "psc-export.h"
#include "psc-figure-file.h"
#include "psc-format.h"
#include "psc-trace-events.h"

static const struct
{
  const char   *ending;
  PscWriteFunc  write; /* NULL for pictures */
} formats[PSC_N_EXPORT_FORMATS] = {
  [PSC_EXPORT_PNG] = { ".png", NULL },
  [PSC_EXPORT_SVG] = { ".svg", NULL },
  [PSC_EXPORT_PDF] = { ".pdf", NULL },
  [PSC_EXPORT_CSV] = { ".csv", psc_csv_write },
  [PSC_EXPORT_JSON] = { ".json", psc_document_write },
  [PSC_EXPORT_TRACE] = { ".trace.json", psc_trace_events_write },
};

G_STATIC_ASSERT ((int) PSC_EXPORT_PNG == (int) PSC_FIGURE_PNG);
G_STATIC_ASSERT ((int) PSC_EXPORT_SVG == (int) PSC_FIGURE_SVG);
G_STATIC_ASSERT ((int) PSC_EXPORT_PDF == (int) PSC_FIGURE_PDF);

/* What the thread works on. */
typedef struct
{
  PscRun           *run;
  char             *path;   /* NULL for the clipboard */
  GBytes           *pixels; /* for the clipboard, when it is done */
  GBytes           *shapes;
  GCancellable     *cancellable;
  PscExportFormat   format;
  PscFigureOptions  options;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->run);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->pixels, g_bytes_unref);
  g_clear_pointer (&job->shapes, g_bytes_unref);
  g_free (job->path);
  g_free (job);
}

static GTask *
new_task (PscRun                 *run,
          PscExportFormat         format,
          const PscFigureOptions *options,
          const char             *path,
          GCancellable           *cancellable,
          GAsyncReadyCallback     callback,
          gpointer                user_data)
{
  GTask *task = g_task_new (run, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->run = g_object_ref (run);
  job->path = g_strdup (path);
  g_set_object (&job->cancellable, cancellable);
  job->format = format;
  job->options = *options;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return task;
}

static gboolean
write_job (GOutputStream  *stream,
           gpointer        user_data,
           GError        **error)
{
  Job *job = user_data;
  g_autoptr (GOutputStream) guarded = NULL;

  if (psc_export_is_picture (job->format))
    {
      job->options.format = (PscFigureFormat) job->format;

      return psc_figure_write (job->run, &job->options, stream,
                               job->cancellable, error);
    }

  guarded = psc_cancellable_stream_new (stream, job->cancellable);

  return formats[job->format].write (guarded, job->run, error);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (psc_atomic_file_write (job->path, write_job, job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A file that is being written is finished before the program ends. */
static void
hold_application (gboolean hold)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;

  if (hold)
    g_application_hold (application);
  else
    g_application_release (application);
}

static GBytes *
draw_bytes (Job              *job,
            PscExportFormat   format,
            GError          **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  job->format = format;
  if (!write_job (stream, job, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (
    G_MEMORY_OUTPUT_STREAM (stream));
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  job->pixels = draw_bytes (job, PSC_EXPORT_PNG, &error);
  if (error == NULL)
    job->shapes = draw_bytes (job, PSC_EXPORT_SVG, &error);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * psc_export_is_picture:
 *
 * Whether @format is drawn; the others are data.
 */
gboolean
psc_export_is_picture (PscExportFormat format)
{
  g_return_val_if_fail (format < PSC_N_EXPORT_FORMATS, FALSE);

  return formats[format].write == NULL;
}

/**
 * psc_export_get_ending:
 *
 * Returns: (transfer none): how the names of such files end, with the dot
 */
const char *
psc_export_get_ending (PscExportFormat format)
{
  g_return_val_if_fail (format < PSC_N_EXPORT_FORMATS, NULL);

  return formats[format].ending;
}

/**
 * psc_export_format_from_name:
 * @name: the name of a file
 * @format: (out): what its ending asks for
 *
 * Returns: %FALSE when the ending is none of ours
 */
gboolean
psc_export_format_from_name (const char      *name,
                             PscExportFormat *format)
{
  g_autofree char *lower = NULL;
  gsize length = 0;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  /* The longest ending counts: a trace is JSON, too. */
  lower = g_ascii_strdown (name, -1);
  for (guint i = 0; i < PSC_N_EXPORT_FORMATS; i++)
    {
      const char *ending = formats[i].ending;

      if (strlen (ending) > length && g_str_has_suffix (lower, ending))
        {
          length = strlen (ending);
          *format = i;
        }
    }

  return length > 0;
}

/**
 * psc_export_dup_name:
 *
 * Returns: (transfer full): a name for a file about @run, without its ending,
 *   made of the directory and the settings
 */
char *
psc_export_dup_name (PscRun *run)
{
  const PscSettings *settings = psc_run_get_settings (run);
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;

  base = g_path_get_basename (
    psc_listing_get_directory (psc_run_get_listing (run)));
  shown = psc_format_name (g_str_equal (base, "/") ? "root" : base);

  return g_strdup_printf ("%s-%s-%u", shown,
                          psc_mode_to_string (settings->mode),
                          settings->workers);
}

/**
 * psc_export_dup_path:
 * @folder: an absolute path
 * @name: what the user calls the file, in UTF-8; a path counts from @folder
 *
 * Returns: (transfer full): where the file goes, with the ending of @format,
 *   which is appended unless it is there
 */
char *
psc_export_dup_path (const char      *folder,
                     const char      *name,
                     PscExportFormat  format)
{
  g_autofree char *native = NULL;
  g_autofree char *path = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (format < PSC_N_EXPORT_FORMATS, NULL);

  native = g_filename_from_utf8 (name, -1, NULL, NULL, NULL);
  path = g_canonicalize_filename (native != NULL ? native : name, folder);
  lower = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (lower, formats[format].ending))
    return g_steal_pointer (&path);

  return g_strconcat (path, formats[format].ending, NULL);
}

/**
 * psc_export_can_write:
 * @run: (nullable): a run
 *
 * Whether there is a run, and it has ended: only then does it stay as it is
 * while a thread reads it.
 */
gboolean
psc_export_can_write (PscRun *run)
{
  return run != NULL && psc_run_get_state (run) == PSC_RUN_ENDED;
}

/**
 * psc_export_write_async:
 * @run: a run that has ended
 * @options: what a picture is to be like; data do not heed it
 * @path: where to, whatever its ending
 * @cancellable: (nullable): ends the writing, and nothing is left behind
 *
 * Writes a run into a file, whole or not at all.  The program goes on until
 * psc_export_write_finish() has been called.
 */
void
psc_export_write_async (PscRun                 *run,
                        PscExportFormat         format,
                        const PscFigureOptions *options,
                        const char             *path,
                        GCancellable           *cancellable,
                        GAsyncReadyCallback     callback,
                        gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (psc_export_can_write (run));
  g_return_if_fail (format < PSC_N_EXPORT_FORMATS);
  g_return_if_fail (options != NULL);
  g_return_if_fail (path != NULL);

  task = new_task (run, format, options, path, cancellable, callback,
                   user_data);
  g_task_set_source_tag (task, psc_export_write_async);
  g_task_set_check_cancellable (task, FALSE);
  hold_application (TRUE);
  g_task_run_in_thread (task, write_thread);
}

/**
 * psc_export_write_finish:
 * @error: of domain %G_IO_ERROR, with a message for the user
 *
 * Returns: whether the file is there
 */
gboolean
psc_export_write_finish (PscRun        *run,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, run), FALSE);

  hold_application (FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * psc_export_draw_async:
 * @run: a run that has ended
 * @options: what the picture is to be like
 *
 * Draws a run for the clipboard, as pixels and as shapes.
 */
void
psc_export_draw_async (PscRun                 *run,
                       const PscFigureOptions *options,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (psc_export_can_write (run));
  g_return_if_fail (options != NULL);

  task = new_task (run, PSC_EXPORT_PNG, options, NULL, cancellable, callback,
                   user_data);
  g_task_set_source_tag (task, psc_export_draw_async);
  g_task_run_in_thread (task, draw_thread);
}

/**
 * psc_export_draw_finish:
 * @error: of domain %G_IO_ERROR, with a message for the user
 *
 * Returns: (transfer full): the picture, as PNG and as SVG
 */
GdkContentProvider *
psc_export_draw_finish (PscRun        *run,
                        GAsyncResult  *result,
                        GError       **error)
{
  GdkContentProvider *contents[2];
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, run), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));
  contents[0] = gdk_content_provider_new_for_bytes ("image/png", job->pixels);
  contents[1] = gdk_content_provider_new_for_bytes ("image/svg+xml",
                                                    job->shapes);

  return gdk_content_provider_new_union (contents, G_N_ELEMENTS (contents));
}
