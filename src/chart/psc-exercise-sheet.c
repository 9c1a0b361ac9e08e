/* psc-exercise-sheet.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-sheet"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-exercise-findings.h"
#include "psc-exercise-sheet.h"
#include "psc-exercise-table.h"
#include "psc-exercise-words.h"
#include "psc-figure-file-private.h"
#include "psc-sheet-picture-private.h"

/* Text that can be read from the last row, and text on paper. */
#define SLIDE_TEXT_SCALE  1.5
#define REPORT_TEXT_SCALE 1.

/* A unit of a PDF is 1/72 inch, and one of the page 1/96. */
#define PAPER_SCALE (72. / 96.)

static void
take_text (PscReportPage  *page,
           PscReportStyle  style,
           char           *text)
{
  if (*text != '\0')
    psc_report_page_add_text (page, style, text);
  g_free (text);
}

static void
add_prediction (PscReportPage *page,
                PscExercise   *exercise)
{
  const PscPrediction *prediction = psc_exercise_get_prediction (exercise);
  g_autofree char *answer = NULL;

  if (prediction == NULL)
    {
      take_text (page, PSC_REPORT_BODY,
                 g_strdup (_("It was measured without a prediction.")));
      return;
    }

  answer = psc_exercise_dup_answer (exercise, prediction->choice);
  /* Translators: the answer that the learner chose. */
  take_text (page, PSC_REPORT_TITLE,
             g_strdup_printf (_("Predicted: %s"), answer));
  /* Translators: what the learner wrote. */
  take_text (page, PSC_REPORT_BODY,
             g_strdup_printf (_("Because “%s”"), prediction->reason));
}

static void
add_judgement (PscReportPage *page,
               PscExercise   *exercise)
{
  char *detail;

  take_text (page, PSC_REPORT_TITLE,
             psc_exercise_dup_judgement (exercise, &detail));
  take_text (page, PSC_REPORT_BODY, detail);
}

static void
add_foot (PscReportPage *page,
          PscExercise   *exercise)
{
  psc_report_page_begin_foot (page);
  take_text (page, PSC_REPORT_DIM, psc_exercise_dup_subject (exercise));
  take_text (page, PSC_REPORT_DIM, psc_exercise_dup_pipeline (exercise));
  take_text (page, PSC_REPORT_DIM, psc_exercise_dup_origin (exercise));
}

/* Whoever reads it has to know when it is not the whole measurement. */
static void
add_extent (PscReportPage *page,
            PscExercise   *exercise)
{
  const char *letter =
    psc_exercise_kind_to_string (psc_exercise_get_kind (exercise));
  g_autofree char *extent = psc_exercise_dup_progress (exercise,
                                                         PSC_NEVER);

  /* Translators: the letter of an exercise, and how many runs there are. */
  take_text (page, PSC_REPORT_DIM,
             g_strdup_printf (_("Exercise %s · %s"), letter, extent));
}

/* One for each part of the measurement. */
static void
add_tables (PscReportPage *page,
            PscExercise   *exercise)
{
  guint n_parts = psc_exercise_get_n_parts (psc_exercise_get_kind (exercise));

  for (PscExercisePart i = 0; i < n_parts; i++)
    {
      const char *columns;
      g_autoptr (GPtrArray) rows = psc_exercise_make_table (exercise, i,
                                                            &columns);

      if (rows->len == 1)
        continue;

      if (i == PSC_EXERCISE_PART_GRAIN)
        psc_report_page_add_text (page, PSC_REPORT_TITLE,
                                  _("Tasks that only compute, with more and "
                                    "more to do"));
      psc_report_page_take_table (page, g_steal_pointer (&rows), columns);
    }
}

static void
fill_slide (PscReportPage *page,
            PscExercise   *exercise,
            PangoContext  *context)
{
  PscExerciseKind kind = psc_exercise_get_kind (exercise);
  g_autoptr (GPtrArray) findings = psc_exercise_read_findings (exercise);

  psc_report_page_add_text (page, PSC_REPORT_HEADING,
                            psc_exercise_kind_get_title (kind));
  psc_report_page_add_text (page, PSC_REPORT_DIM,
                            psc_exercise_kind_get_question (kind));
  _psc_sheet_picture_add (page, exercise, context, SLIDE_TEXT_SCALE, TRUE);
  add_judgement (page, exercise);
  if (findings->len > 0)
    take_text (page, PSC_REPORT_BODY,
               psc_finding_dup_line (g_ptr_array_index (findings, 0)));

  psc_report_page_begin_foot (page);
  add_extent (page, exercise);
  take_text (page, PSC_REPORT_DIM, psc_exercise_dup_subject (exercise));
}

static void
fill_report (PscReportPage *page,
             PscExercise   *exercise,
             PangoContext  *context)
{
  PscExerciseKind kind = psc_exercise_get_kind (exercise);
  g_autoptr (GPtrArray) findings = psc_exercise_read_findings (exercise);

  psc_report_page_add_text (page, PSC_REPORT_HEADING,
                            psc_exercise_kind_get_title (kind));
  add_extent (page, exercise);
  psc_report_page_add_text (page, PSC_REPORT_BODY,
                            psc_exercise_kind_get_question (kind));
  add_prediction (page, exercise);
  add_judgement (page, exercise);
  _psc_sheet_picture_add (page, exercise, context, REPORT_TEXT_SCALE, FALSE);
  add_tables (page, exercise);

  if (findings->len > 0)
    psc_report_page_add_text (page, PSC_REPORT_TITLE, _("Findings"));
  for (guint i = 0; i < findings->len; i++)
    take_text (page, PSC_REPORT_BODY,
               psc_finding_dup_line (g_ptr_array_index (findings, i)));

  add_foot (page, exercise);
}

/**
 * psc_exercise_sheet_new:
 * @exercise: one that has been measured, in whole or until it was stopped
 * @context: the font
 *
 * Returns: (transfer full): a page of no size
 */
PscReportPage *
psc_exercise_sheet_new (PscExercise  *exercise,
                        PscSheetKind  kind,
                        PangoContext *context)
{
  PscReportPage *page;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);
  g_return_val_if_fail (psc_exercise_get_state (exercise) ==
                        PSC_EXERCISE_MEASURED, NULL);

  page = psc_report_page_new (context, kind == PSC_SHEET_SLIDE
                                       ? SLIDE_TEXT_SCALE
                                       : REPORT_TEXT_SCALE);
  if (kind == PSC_SHEET_SLIDE)
    fill_slide (page, exercise, context);
  else
    fill_report (page, exercise, context);

  return page;
}

static void
paint_slide (cairo_t          *cr,
             const PscPalette *palette,
             gpointer          data)
{
  psc_report_page_paint (data, cr, palette);
}

static void
paint_report (cairo_t          *cr,
              const PscPalette *palette,
              gpointer          data)
{
  cairo_scale (cr, PAPER_SCALE, PAPER_SCALE);
  psc_report_page_paint (data, cr, palette);
}

/**
 * psc_exercise_sheet_write:
 * @exercise: one that has been measured, in whole or until it was stopped
 * @options: format, palette, size and scale; a report's size is in points
 * @stream: where to write; it is not closed
 * @error: as psc_figure_write() has it
 *
 * Draws an exercise and writes it.
 *
 * Returns: whether all went well; otherwise a part may have been written
 */
gboolean
psc_exercise_sheet_write (PscExercise             *exercise,
                          PscSheetKind             kind,
                          const PscFigureOptions  *options,
                          GOutputStream           *stream,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  double scale = kind == PSC_SHEET_REPORT ? PAPER_SCALE : 1.;
  g_autoptr (PscReportPage) page = NULL;
  PangoContext *context;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  context = _psc_figure_context_new ();
  page = psc_exercise_sheet_new (exercise, kind, context);
  g_object_unref (context);
  psc_report_page_set_size (page, (int) (options->width / scale),
                            (int) (options->height / scale));

  return _psc_figure_write (options, options->height,
                            kind == PSC_SHEET_REPORT ? paint_report
                                                     : paint_slide,
                            page, stream, cancellable, error);
}
