/* psc-exercise-report.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-report"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-findings.h"
#include "psc-exercise-report.h"
#include "psc-exercise-table.h"
#include "psc-exercise-words.h"
#include "psc-format.h"
#include "psc-plain-text.h"
#include "psc-sweep-report.h"

/* Takes @paragraph, which may be empty. */
static void
take_lines (GString *report,
            char    *paragraph)
{
  if (*paragraph != '\0')
    psc_plain_text_append_lines (report, paragraph);
  g_free (paragraph);
}

static void
append_prediction (GString             *report,
                   PscExercise         *self,
                   const PscPrediction *prediction)
{
  g_autofree char *answer = psc_exercise_dup_answer (self, prediction->choice);
  g_autofree char *reason = psc_format_name (prediction->reason);

  take_lines (report, g_strdup_printf (_("Predicted: %s"), answer));
  take_lines (report, g_strdup_printf (_("Because “%s”"), reason));
}

static void
append_part (GString         *report,
             PscExercise     *self,
             PscExercisePart  part)
{
  const char *columns;
  g_autoptr (GPtrArray) rows = psc_exercise_make_table (self, part, &columns);

  /* The first is the heading. */
  if (rows->len == 1)
    return;

  g_string_append_c (report, '\n');
  if (part == PSC_EXERCISE_PART_GRAIN)
    take_lines (report, g_strdup (_("Tasks that only compute, with more and "
                                    "more to do")));
  psc_plain_text_append_table (report, rows, columns);
}

static void
append_measured (GString     *report,
                 PscExercise *self)
{
  guint n_parts = psc_exercise_get_n_parts (psc_exercise_get_kind (self));
  g_autoptr (GPtrArray) findings = psc_exercise_read_findings (self);
  char *detail;

  take_lines (report, psc_exercise_dup_judgement (self, &detail));
  take_lines (report, detail);
  for (PscExercisePart i = 0; i < n_parts; i++)
    append_part (report, self, i);
  psc_findings_report (findings, report);
}

/**
 * psc_exercise_report:
 * @self: an exercise with files that has been begun
 * @report: text to append to
 *
 * Writes the question, what was predicted, and what was measured.
 */
void
psc_exercise_report (PscExercise *self,
                     GString     *report)
{
  const PscPrediction *prediction = psc_exercise_get_prediction (self);
  PscExerciseKind kind = psc_exercise_get_kind (self);
  g_autofree char *extent = psc_exercise_dup_progress (self, PSC_NEVER);

  g_string_append (report, psc_exercise_kind_get_title (kind));
  g_string_append_c (report, '\n');
  take_lines (report, g_strdup_printf (_("Exercise %s · %s"),
                                       psc_exercise_kind_to_string (kind),
                                       extent));
  take_lines (report, psc_exercise_dup_subject (self));
  take_lines (report, g_strdup (psc_exercise_kind_get_question (kind)));
  g_string_append_c (report, '\n');

  if (prediction != NULL)
    append_prediction (report, self, prediction);
  if (psc_exercise_get_state (self) == PSC_EXERCISE_MEASURED)
    append_measured (report, self);
  else
    take_lines (report, g_strdup (_("Not measured")));
}
