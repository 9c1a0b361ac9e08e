/* psc-exercise-store.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "psc-atomic-file.h"
#include "psc-error.h"
#include "psc-exercise-packed-private.h"
#include "psc-exercise-store.h"

#define SUFFIX ".json.gz"

struct _PscExerciseStore
{
  GObject      parent_instance;

  /* Owned */
  char        *directory;
  GPtrArray   *results; /* PscExerciseResult, the newest first */
  GThreadPool *thread;  /* does one job after the other */
};

G_DEFINE_FINAL_TYPE (PscExerciseStore, psc_exercise_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  JOB_LOAD,
  JOB_WRITE,
  JOB_REMOVE,
} JobKind;

/* What the thread is to do, and what has come of it. */
typedef struct
{
  GWeakRef           store;
  char              *directory;
  PscExerciseResult *result;   /* what is written or removed */
  GPtrArray         *results;  /* what was loaded */
  GPtrArray         *problems; /* sentences */
  JobKind            kind;
} Job;

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->store);
  g_free (job->directory);
  g_clear_pointer (&job->result, psc_exercise_result_unref);
  g_ptr_array_unref (job->results);
  g_ptr_array_unref (job->problems);
  g_free (job);
}

/* The name says which exercise, and when it was begun. */
static char *
dup_path (const char        *directory,
          PscExerciseResult *result)
{
  g_autoptr (GDateTime) made = g_date_time_to_utc (result->made);
  g_autofree char *time = g_date_time_format (made, "%Y%m%dT%H%M%S");
  g_autofree char *name =
    g_strdup_printf ("%s-%s.%06d" SUFFIX,
                     psc_exercise_kind_to_string (result->kind), time,
                     g_date_time_get_microsecond (made));

  return g_build_filename (directory, name, NULL);
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
static void
tell_problem (Job          *job,
              const char   *path,
              const GError *error)
{
  g_autofree char *aside = g_strconcat (path, ".broken", NULL);
  g_autofree char *shown = NULL;

  if ((g_error_matches (error, PSC_ERROR, PSC_ERROR_DOCUMENT) ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)) &&
      g_rename (path, aside) == 0)
    {
      shown = g_filename_display_name (aside);
      g_ptr_array_add (job->problems,
                       g_strdup_printf (_("An earlier result could not be "
                                          "read, and was set aside as “%s”: "
                                          "%s"), shown, error->message));
      return;
    }

  shown = g_filename_display_name (path);
  g_ptr_array_add (job->problems,
                   g_strdup_printf (_("The earlier result “%s” could not be "
                                      "read: %s"), shown, error->message));
}

static void
do_load (Job *job)
{
  g_autoptr (GDir) dir = g_dir_open (job->directory, 0, NULL);
  const char *name;

  /* It is made when there is something to keep. */
  if (dir == NULL)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (job->directory, name, NULL);
      g_autoptr (GError) error = NULL;
      PscExerciseResult *result;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;

      result = read_file (path, &error);
      if (result != NULL)
        g_ptr_array_add (job->results, result);
      else
        tell_problem (job, path, error);
    }
}

static void
do_write (Job *job)
{
  g_autofree char *path = dup_path (job->directory, job->result);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (job->directory, 0700);
  if (!psc_atomic_file_write (path, _psc_exercise_packed_write, job->result,
                              &error))
    g_ptr_array_add (job->problems,
                     g_strdup_printf (_("The result is not kept: %s"),
                                      error->message));
}

static void
do_remove (Job *job)
{
  g_autofree char *path = dup_path (job->directory, job->result);

  if (g_unlink (path) != 0 && g_file_test (path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (job->problems,
                     g_strdup (_("The result could not be deleted, and will "
                                 "be there again. Check the permissions of "
                                 "the directory.")));
}

static int
compare_made (gconstpointer a,
              gconstpointer b)
{
  const PscExerciseResult *left = *(PscExerciseResult * const *) a;
  const PscExerciseResult *right = *(PscExerciseResult * const *) b;

  return g_date_time_compare (right->made, left->made);
}

static gboolean
find (PscExerciseStore  *self,
      PscExerciseResult *result,
      guint             *position)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      PscExerciseResult *other = g_ptr_array_index (self->results, i);

      if (other->kind == result->kind &&
          g_date_time_equal (other->made, result->made))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Puts a result in its place.  Returns whether it was not there. */
static gboolean
insert (PscExerciseStore  *self,
        PscExerciseResult *result,
        gboolean           replaces)
{
  guint position;

  if (find (self, result, &position))
    {
      if (!replaces)
        return FALSE;
      g_ptr_array_remove_index (self->results, position);
    }
  g_ptr_array_add (self->results, psc_exercise_result_ref (result));
  g_ptr_array_sort (self->results, compare_made);

  return TRUE;
}

/* Back in the main context. */
static gboolean
job_done_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (PscExerciseStore) self = g_weak_ref_get (&job->store);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  /* What has been kept since is newer than what was found. */
  for (guint i = 0; i < job->results->len; i++)
    insert (self, g_ptr_array_index (job->results, i), FALSE);
  if (job->results->len > 0)
    g_signal_emit (self, signals[CHANGED], 0);
  for (guint i = 0; i < job->problems->len; i++)
    g_signal_emit (self, signals[PROBLEM], 0,
                   g_ptr_array_index (job->problems, i));

  return G_SOURCE_REMOVE;
}

static void
do_job (gpointer data,
        gpointer user_data)
{
  Job *job = data;

  switch (job->kind)
    {
    case JOB_LOAD:
      do_load (job);
      break;

    case JOB_WRITE:
      do_write (job);
      break;

    case JOB_REMOVE:
    default:
      do_remove (job);
      break;
    }

  g_idle_add_full (G_PRIORITY_DEFAULT, job_done_cb, job,
                   (GDestroyNotify) job_free);
}

static void
push_job (PscExerciseStore  *self,
          JobKind            kind,
          PscExerciseResult *result)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->store, self);
  job->directory = g_strdup (self->directory);
  job->kind = kind;
  job->results = g_ptr_array_new_with_free_func (
    (GDestroyNotify) psc_exercise_result_unref);
  job->problems = g_ptr_array_new_with_free_func (g_free);
  if (result != NULL)
    job->result = psc_exercise_result_ref (result);
  g_thread_pool_push (self->thread, job, NULL);
}

static void
psc_exercise_store_finalize (GObject *object)
{
  PscExerciseStore *self = PSC_EXERCISE_STORE (object);

  /* What is to be kept is kept before the program ends. */
  g_thread_pool_free (self->thread, FALSE, TRUE);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->directory, g_free);

  G_OBJECT_CLASS (psc_exercise_store_parent_class)->finalize (object);
}

static void
psc_exercise_store_class_init (PscExerciseStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_exercise_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_EXERCISE_STORE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROBLEM] = g_signal_new ("problem", PSC_TYPE_EXERCISE_STORE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
psc_exercise_store_init (PscExerciseStore *self)
{
  self->results = g_ptr_array_new_with_free_func (
    (GDestroyNotify) psc_exercise_result_unref);
  self->thread = g_thread_pool_new (do_job, NULL, 1, FALSE, NULL);
}

/**
 * psc_exercise_store_new:
 * @directory: where the files are, or will be
 *
 * Makes a store, empty until psc_exercise_store_load() has found something.
 */
PscExerciseStore *
psc_exercise_store_new (const char *directory)
{
  PscExerciseStore *self = g_object_new (PSC_TYPE_EXERCISE_STORE, NULL);

  self->directory = g_strdup (directory);

  return self;
}

/**
 * psc_exercise_store_load:
 *
 * Reads what has been kept.  PscExerciseStore::changed tells when it is there;
 * what cannot be read is set aside with a PscExerciseStore::problem.
 */
void
psc_exercise_store_load (PscExerciseStore *self)
{
  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));

  push_job (self, JOB_LOAD, NULL);
}

/**
 * psc_exercise_store_get_results:
 *
 * Returns: (transfer none) (element-type PscExerciseResult): all, the newest
 *   first
 */
GPtrArray *
psc_exercise_store_get_results (PscExerciseStore *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_STORE (self), NULL);

  return self->results;
}

/**
 * psc_exercise_store_find_newest:
 *
 * Returns: (transfer none) (nullable): the newest result of an exercise, but
 *   for one that is being measured
 */
PscExerciseResult *
psc_exercise_store_find_newest (PscExerciseStore *self,
                                PscExerciseKind   kind)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_STORE (self), NULL);

  for (guint i = 0; i < self->results->len; i++)
    {
      PscExerciseResult *result = g_ptr_array_index (self->results, i);

      if (result->kind == kind && !result->measuring)
        return result;
    }

  return NULL;
}

/**
 * psc_exercise_store_keep:
 * @result: a new one, or one that was kept before and has become more
 *
 * Keeps a result.
 */
void
psc_exercise_store_keep (PscExerciseStore  *self,
                         PscExerciseResult *result)
{
  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));
  g_return_if_fail (result != NULL);

  insert (self, result, TRUE);
  push_job (self, JOB_WRITE, result);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercise_store_remove:
 * @result: one that is kept
 *
 * Deletes a result; psc_exercise_store_keep() brings it back.
 */
void
psc_exercise_store_remove (PscExerciseStore  *self,
                           PscExerciseResult *result)
{
  guint position;

  g_return_if_fail (PSC_IS_EXERCISE_STORE (self));

  if (!find (self, result, &position))
    return;

  push_job (self, JOB_REMOVE, result);
  g_ptr_array_remove_index (self->results, position);
  g_signal_emit (self, signals[CHANGED], 0);
}
