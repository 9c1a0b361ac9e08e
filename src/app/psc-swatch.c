/* psc-swatch.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-swatch"

#include "config.h"

#include <adwaita.h>

#include "psc-paint.h"
#include "psc-present-palette.h"
#include "psc-swatch.h"

#define SIZE_PX 11

typedef enum
{
  SWATCH_TASK,
  SWATCH_STEP,
  SWATCH_PART,
  SWATCH_OUTCOME,
  SWATCH_SILENCE,
  SWATCH_DEATH,
} SwatchKind;

struct _PscSwatch
{
  GtkWidget  parent_instance;

  SwatchKind kind;
  guint      value; /* step, PscPartKind or PscOutcome */
};

G_DEFINE_FINAL_TYPE (PscSwatch, psc_swatch, GTK_TYPE_WIDGET)

static void
psc_swatch_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = SIZE_PX;
}

static void
psc_swatch_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  PscSwatch *self = PSC_SWATCH (widget);
  const PscPalette *palette = psc_present_palette_get ();
  PscRect rect = { 0., 0., gtk_widget_get_width (widget),
                   gtk_widget_get_height (widget) };
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.f, 0.f, (float) rect.width, (float) rect.height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  switch (self->kind)
    {
    case SWATCH_TASK:
      psc_paint_task_swatch (cr, palette, &rect);
      break;

    case SWATCH_STEP:
      psc_paint_step_swatch (cr, palette, self->value, &rect);
      break;

    case SWATCH_PART:
      psc_paint_part_swatch (cr, palette, self->value, &rect);
      break;

    case SWATCH_SILENCE:
      psc_paint_silence_swatch (cr, palette, &rect);
      break;

    case SWATCH_DEATH:
      psc_paint_worker_mark (cr, palette, TRUE, &rect);
      break;

    case SWATCH_OUTCOME:
    default:
      psc_paint_outcome_mark (cr, palette, self->value, &rect);
      break;
    }

  cairo_destroy (cr);
}

static void
psc_swatch_class_init (PscSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = psc_swatch_measure;
  widget_class->snapshot = psc_swatch_snapshot;

  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
psc_swatch_init (PscSwatch *self)
{
  psc_present_palette_follow (self, G_CALLBACK (gtk_widget_queue_draw));
}

static GtkWidget *
new_swatch (SwatchKind kind,
            guint      value)
{
  PscSwatch *self = g_object_new (PSC_TYPE_SWATCH, NULL);

  self->kind = kind;
  self->value = value;

  return GTK_WIDGET (self);
}

/**
 * psc_swatch_new_for_task:
 *
 * Makes a swatch with the color of tasks whose steps are not told apart.
 */
GtkWidget *
psc_swatch_new_for_task (void)
{
  return new_swatch (SWATCH_TASK, 0);
}

/**
 * psc_swatch_new_for_step:
 * @step: its index in the pipeline
 *
 * Makes a swatch with the color and pattern of a step.
 */
GtkWidget *
psc_swatch_new_for_step (guint step)
{
  return new_swatch (SWATCH_STEP, step);
}

/**
 * psc_swatch_new_for_part:
 * @part: any but %PSC_PART_STEP
 *
 * Makes a swatch with the color and pattern of a part of a lane.
 */
GtkWidget *
psc_swatch_new_for_part (PscPartKind part)
{
  g_return_val_if_fail (part != PSC_PART_STEP, NULL);

  return new_swatch (SWATCH_PART, part);
}

/**
 * psc_swatch_new_for_outcome:
 * @outcome: any but none and ok
 *
 * Makes a swatch with the sign of an outcome.
 */
GtkWidget *
psc_swatch_new_for_outcome (PscOutcome outcome)
{
  g_return_val_if_fail (outcome > PSC_OUTCOME_OK, NULL);

  return new_swatch (SWATCH_OUTCOME, outcome);
}

/**
 * psc_swatch_new_for_silence:
 *
 * Makes a swatch with the sign of a worker that gave no sign of life.
 */
GtkWidget *
psc_swatch_new_for_silence (void)
{
  return new_swatch (SWATCH_SILENCE, 0);
}

/**
 * psc_swatch_new_for_death:
 *
 * Makes a swatch with the sign of a worker that died.
 */
GtkWidget *
psc_swatch_new_for_death (void)
{
  return new_swatch (SWATCH_DEATH, 0);
}
