/* psc-exercise-plan.h: what an exercise measures
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise-kind.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

#define PSC_EXERCISE_MAX_COUNTS  16
#define PSC_EXERCISE_MAX_REPEATS 20

/* What the user may change of an exercise. */
typedef struct
{
  guint    repeats;     /* runs of each point that count */
  guint    counts[PSC_EXERCISE_MAX_COUNTS]; /* a: rising numbers of workers */
  guint    n_counts;
  gboolean same_chunks; /* d: all four hand out one file at a time */
} PscExerciseOptions;

/* The sweeps of an exercise.  All but b have one. */
typedef enum
{
  PSC_EXERCISE_PART_MAIN,
  PSC_EXERCISE_PART_GRAIN, /* b: tasks of growing length */
} PscExercisePart;

/* Exercise b's tasks of growing length are so many. */
#define PSC_EXERCISE_GRAIN_FILES 24

void       psc_exercise_options_init   (PscExerciseOptions       *self,
                                        guint                     n_cpus);
guint      psc_exercise_get_n_parts    (PscExerciseKind           kind);
GPtrArray *psc_exercise_plan           (PscExerciseKind           kind,
                                        PscExercisePart           part,
                                        const PscSettings        *settings,
                                        const PscExerciseOptions *options)
                                        G_GNUC_WARN_UNUSED_RESULT;
PscSweep  *psc_exercise_make_sweep     (PscExerciseKind           kind,
                                        PscExercisePart           part,
                                        PscListing               *listing,
                                        const PscSettings        *settings,
                                        const PscExerciseOptions *options)
                                        G_GNUC_WARN_UNUSED_RESULT;
gint64     psc_exercise_measure_compute_ns (const PscSettings    *settings);
gint64     psc_exercise_guess_ns       (PscSweep                 *sweep,
                                        gint64                    average_ns,
                                        gint64                    compute_ns);

G_END_DECLS
