/* psc-exercise-files.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-files"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-aside-private.h"
#include "psc-error.h"
#include "psc-exercise-files-private.h"
#include "psc-exercise-packed-private.h"

#define SUFFIX ".json.gz"

/* What was found in a directory. */
typedef struct
{
  GPtrArray *files;    /* PscExerciseFile */
  GPtrArray *problems; /* sentences */
} Found;

static void
found_free (Found *self)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/**
 * _psc_exercise_file_free:
 *
 * Frees what is known of a file; the file itself stays.
 */
void
_psc_exercise_file_free (PscExerciseFile *self)
{
  g_free (self->path);
  psc_exercise_result_unref (self->result);
  g_free (self);
}

static PscExerciseResult *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  return stream != NULL
         ? _psc_exercise_packed_read (G_INPUT_STREAM (stream), error) : NULL;
}

/* A file that is damaged stays, under a name that is not read again; one that
 * a newer program has written, or that cannot be opened, is left alone. */
static char *
dup_problem (const char   *path,
             const GError *error)
{
  g_autofree char *wanted = g_strconcat (path, ".broken", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *shown = NULL;

  if (g_error_matches (error, PSC_ERROR, PSC_ERROR_DOCUMENT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    aside = _psc_aside_move (path, wanted);
  if (aside != NULL)
    {
      shown = g_filename_display_name (aside);

      return g_strdup_printf (_("An earlier result could not be read, and was "
                                "set aside as “%s”: %s"), shown,
                              error->message);
    }

  shown = g_filename_display_name (path);

  return g_strdup_printf (_("The earlier result “%s” could not be read: %s"),
                          shown, error->message);
}

static void
read_entry (Found *found,
            char  *path)
{
  g_autoptr (GError) error = NULL;
  PscExerciseResult *result = read_file (path, &error);
  PscExerciseFile *file;

  if (result == NULL)
    {
      g_ptr_array_add (found->problems, dup_problem (path, error));
      g_free (path);
      return;
    }

  file = g_new0 (PscExerciseFile, 1);
  file->path = path;
  file->result = result;
  g_ptr_array_add (found->files, file);
}

static void
read_directory (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const char *directory = task_data;
  Found *found = g_new0 (Found, 1);
  GDir *dir = g_dir_open (directory, 0, NULL);
  const char *name;

  found->files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) _psc_exercise_file_free);
  found->problems = g_ptr_array_new_with_free_func (g_free);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      read_entry (found, g_build_filename (directory, name, NULL));
  g_clear_pointer (&dir, g_dir_close);

  g_task_return_pointer (task, found, (GDestroyNotify) found_free);
}

/**
 * _psc_exercise_files_read_async:
 * @directory: where files are, if it is there at all
 *
 * Reads all results of a directory.  What cannot be read is set aside.
 */
void
_psc_exercise_files_read_async (const char          *directory,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, _psc_exercise_files_read_async);
  g_task_set_task_data (task, g_strdup (directory), g_free);
  g_task_run_in_thread (task, read_directory);
}

/**
 * _psc_exercise_files_read_finish:
 * @problems: (out) (transfer full) (element-type utf8): what could not be read
 *
 * Returns: (transfer full) (nullable) (element-type PscExerciseFile): the
 *   files, in no order; %NULL when it was cancelled
 */
GPtrArray *
_psc_exercise_files_read_finish (GAsyncResult  *result,
                                 GPtrArray    **problems)
{
  Found *found;
  GPtrArray *files;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  found = g_task_propagate_pointer (G_TASK (result), NULL);
  if (found == NULL)
    return NULL;

  files = g_steal_pointer (&found->files);
  *problems = g_steal_pointer (&found->problems);
  found_free (found);

  return files;
}
