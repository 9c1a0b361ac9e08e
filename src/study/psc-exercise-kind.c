/* psc-exercise-kind.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-kind"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-kind.h"

#define MAX_ANSWERS 4

typedef struct
{
  const char *name;
  const char *title;
  const char *question;
  const char *prompt;
  const char *fixed;
  const char *follow_up;
  const char *answers[MAX_ANSWERS + 1];
} Words;

static const Words words[PSC_N_EXERCISES] = {
  [PSC_EXERCISE_WORKERS] = {
    .name = "a",
    .title = N_("How Many Workers?"),
    .question = N_("The same files go through the pipeline with more and more "
                   "workers. Which number gives the shortest wall time, and "
                   "what happens to the time for a file on the way?"),
    .prompt = N_("Draw the wall time that you expect, and say which number of "
                 "workers will be the fastest."),
    .fixed = N_("The exercise sets the number of workers. The mode, the chunks "
                "and the pipeline are those of the settings."),
    .follow_up = N_("With a work factor of 40, does the best number of workers "
                    "stay the same? Set it under More Settings, and predict "
                    "again."),
  },
  [PSC_EXERCISE_PROCESS_COST] = {
    .name = "b",
    .title = N_("What Does a Process Cost?"),
    .question = N_("A worker has to be started before it takes its first file. "
                   "How long does that take, and how short may tasks be before "
                   "starting workers costs more than it brings?"),
    .prompt = N_("How long is it from asking for a process to its being "
                 "ready?"),
    .fixed = N_("The exercise sets the mode, chunks of one file, and after how "
                "many files a worker is replaced; then it varies the length of "
                "the tasks, with the compute step alone."),
    .follow_up = N_("Would a worker that is replaced after every file still be "
                    "worth its start if each file took a second?"),
    .answers = {
      N_("Less than 1 ms"),
      N_("1 to 10 ms"),
      N_("10 to 100 ms"),
      N_("More than 100 ms"),
    },
  },
  [PSC_EXERCISE_DUMMY] = {
    .name = "c",
    .title = N_("Dummy Against Process"),
    .question = N_("The same files go through processes, through threads, and "
                   "through threads that share one lock, as pure Python code "
                   "would. Which is faster, and where does the difference come "
                   "from?"),
    .prompt = N_("Which has the shorter wall time, processes or threads "
                 "without the lock?"),
    .fixed = N_("The exercise sets the mode and the lock, and keeps each "
                "worker to the end. The number of workers, the chunks, the "
                "work factor and the pipeline are those of the settings."),
    .follow_up = N_("With a work factor of 100, what does the lock do to the "
                    "threads? Set it under More Settings, and predict again."),
    .answers = {
      N_("Processes are faster"),
      N_("Threads are faster"),
      N_("There is no difference larger than the noise"),
    },
  },
  [PSC_EXERCISE_POOLS] = {
    .name = "d",
    .title = N_("Pools and Executors"),
    .question = N_("Two pools hand out chunks of files, two executors one file "
                   "at a time; and of each there is one with processes and one "
                   "with threads. Are there any differences on these files?"),
    .prompt = N_("What will the wall times of the four say?"),
    .fixed = N_("The exercise sets the mode and the chunks, takes no lock, and "
                "keeps each worker to the end. The number of workers, the work "
                "factor and the pipeline are those of the settings."),
    .follow_up = N_("What is left of the difference when all four hand out one "
                    "file at a time? There is a switch for that."),
    .answers = {
      N_("All four are alike"),
      N_("The pools are faster"),
      N_("The executors are faster"),
      N_("Processes and threads differ"),
    },
  },
};

/**
 * psc_exercise_kind_to_string:
 *
 * Its letter, which stands in documents.
 */
const char *
psc_exercise_kind_to_string (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return words[self].name;
}

/**
 * psc_exercise_kind_from_string:
 * @kind: (out): the exercise, when @text is the letter of one
 *
 * Returns: whether @text is the letter of an exercise
 */
gboolean
psc_exercise_kind_from_string (const char      *text,
                               PscExerciseKind *kind)
{
  for (PscExerciseKind i = 0; i < PSC_N_EXERCISES; i++)
    {
      if (g_str_equal (words[i].name, text))
        {
          *kind = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * psc_exercise_kind_get_title:
 *
 * Its heading.
 */
const char *
psc_exercise_kind_get_title (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return _(words[self].title);
}

/**
 * psc_exercise_kind_get_question:
 *
 * What is asked.
 */
const char *
psc_exercise_kind_get_question (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return _(words[self].question);
}

/**
 * psc_exercise_kind_get_prompt:
 *
 * What the learner is to predict.
 */
const char *
psc_exercise_kind_get_prompt (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return _(words[self].prompt);
}

/**
 * psc_exercise_kind_get_fixed:
 *
 * Which settings the exercise fixes, and which it leaves to the user.
 */
const char *
psc_exercise_kind_get_fixed (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return _(words[self].fixed);
}

/**
 * psc_exercise_kind_get_follow_up:
 *
 * The question that comes next.
 */
const char *
psc_exercise_kind_get_follow_up (PscExerciseKind self)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  return _(words[self].follow_up);
}

/**
 * psc_exercise_kind_get_answer:
 * @choice: from 0
 *
 * Returns: (nullable): one of the answers to choose from; %NULL behind the
 *   last one, and for exercise a, whose answers are its numbers of workers
 */
const char *
psc_exercise_kind_get_answer (PscExerciseKind self,
                              guint           choice)
{
  g_return_val_if_fail (self < PSC_N_EXERCISES, NULL);

  if (choice >= MAX_ANSWERS || words[self].answers[choice] == NULL)
    return NULL;

  return _(words[self].answers[choice]);
}

/**
 * psc_exercise_kind_get_fixed_settings:
 *
 * Which settings psc_exercise_plan() does not take from the user in any part.
 */
PscFixedSettings
psc_exercise_kind_get_fixed_settings (PscExerciseKind self)
{
  const PscFixedSettings modes = PSC_FIXED_MODE | PSC_FIXED_TASKS |
                                 PSC_FIXED_LOCK;

  switch (self)
    {
    case PSC_EXERCISE_WORKERS:
      return PSC_FIXED_WORKERS;

    case PSC_EXERCISE_PROCESS_COST:
    case PSC_EXERCISE_POOLS:
      return modes | PSC_FIXED_CHUNKS;

    case PSC_EXERCISE_DUMMY:
      return modes;

    default:
      g_return_val_if_reached (PSC_FIXED_NOTHING);
    }
}
