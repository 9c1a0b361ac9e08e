/* psc-exercise-keeper.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-keeper"

#include "config.h"

#include "psc-exercise-keeper.h"

/* What the end of the program may cost. */
#define PERIOD_MS 250

struct _PscExerciseKeeper
{
  GObject            parent_instance;

  /* Owned */
  PscExercise       *exercise;
  PscExerciseStore  *store;
  PscExerciseResult *kept; /* (nullable): what was kept last */

  guint              source_id;
};

G_DEFINE_FINAL_TYPE (PscExerciseKeeper, psc_exercise_keeper, G_TYPE_OBJECT)

static void
set_kept (PscExerciseKeeper *self,
          PscExerciseResult *result)
{
  psc_exercise_result_ref (result);
  g_clear_pointer (&self->kept, psc_exercise_result_unref);
  self->kept = result;
}

static gboolean
is_kept (PscExerciseKeeper *self,
         PscExerciseResult *result)
{
  guint n_planned;

  return self->kept != NULL && self->kept->measuring == result->measuring &&
         g_date_time_equal (self->kept->made, result->made) &&
         psc_exercise_result_count_runs (self->kept, &n_planned) ==
         psc_exercise_result_count_runs (result, &n_planned);
}

static void
keep (PscExerciseKeeper *self)
{
  g_autoptr (PscExerciseResult) result =
    psc_exercise_dup_result (self->exercise);

  g_clear_handle_id (&self->source_id, g_source_remove);
  if (result == NULL || is_kept (self, result))
    return;

  set_kept (self, result);
  psc_exercise_store_keep (self->store, result);
}

static gboolean
keep_cb (gpointer user_data)
{
  keep (user_data);

  return G_SOURCE_REMOVE;
}

/* Short runs are kept several at once. */
static void
keep_soon (PscExerciseKeeper *self)
{
  if (self->source_id == 0)
    self->source_id = g_timeout_add (PERIOD_MS, keep_cb, self);
}

static void
psc_exercise_keeper_finalize (GObject *object)
{
  PscExerciseKeeper *self = PSC_EXERCISE_KEEPER (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->exercise, self);
  g_clear_pointer (&self->kept, psc_exercise_result_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->exercise);

  G_OBJECT_CLASS (psc_exercise_keeper_parent_class)->finalize (object);
}

static void
psc_exercise_keeper_class_init (PscExerciseKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_exercise_keeper_finalize;
}

static void
psc_exercise_keeper_init (PscExerciseKeeper *self)
{
}

/**
 * psc_exercise_keeper_new:
 *
 * Keeps from now on what @exercise comes to.
 */
PscExerciseKeeper *
psc_exercise_keeper_new (PscExercise      *exercise,
                         PscExerciseStore *store)
{
  PscExerciseKeeper *self;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);
  g_return_val_if_fail (PSC_IS_EXERCISE_STORE (store), NULL);

  self = g_object_new (PSC_TYPE_EXERCISE_KEEPER, NULL);
  self->exercise = g_object_ref (exercise);
  self->store = g_object_ref (store);
  g_signal_connect_swapped (exercise, "changed", G_CALLBACK (keep), self);
  g_signal_connect_swapped (exercise, "progress", G_CALLBACK (keep_soon), self);

  return self;
}

/**
 * psc_exercise_keeper_restore:
 * @result: one that is kept, of this exercise
 *
 * Brings back what was kept.  Not while the exercise is measured.
 */
void
psc_exercise_keeper_restore (PscExerciseKeeper *self,
                             PscExerciseResult *result)
{
  g_return_if_fail (PSC_IS_EXERCISE_KEEPER (self));

  set_kept (self, result);
  psc_exercise_restore (self->exercise, result);
}
