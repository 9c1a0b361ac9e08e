/* psc-figure-board.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-figure-board"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-advice.h"
#include "psc-figure-board.h"
#include "psc-figure-text.h"
#include "psc-figure-tile.h"
#include "psc-format.h"
#include "psc-tile-box.h"

struct _PscFigureBoard
{
  AdwBin         parent_instance;

  /* Template widgets */
  PscFigureTile *wall;
  PscFigureTile *cumulated;
  PscFigureTile *average;
  PscFigureTile *start_up;
  PscFigureTile *occupancy;
  PscFigureTile *efficiency;
  PscFigureTile *speedup;
  PscFigureTile *cpu;
};

G_DEFINE_FINAL_TYPE (PscFigureBoard, psc_figure_board, ADW_TYPE_BIN)

static void
show_duration (PscFigureTile *tile,
               gint64         time_ns)
{
  g_autofree char *text = psc_format_duration (time_ns);

  psc_figure_tile_set_value (tile, text);
}

/* What a run that has lost files took is not the time of the whole work. */
static void
show_wall (PscFigureBoard   *self,
           const PscFigures *figures)
{
  g_autofree char *losses = psc_figure_dup_losses (figures);

  show_duration (self->wall, figures->wall_ns);
  psc_figure_tile_set_note (self->wall, losses != NULL
                                        ? losses : _("start to last file"));
  psc_figure_tile_set_warning (self->wall, losses != NULL);
}

static void
show_occupancy (PscFigureBoard   *self,
                const PscFigures *figures)
{
  g_autofree char *text = psc_format_ratio (figures->occupancy);

  psc_figure_tile_set_value (self->occupancy, text);
}

static void
show_speedup (PscFigureBoard   *self,
              const PscFigures *figures,
              const PscFigures *one)
{
  double efficiency = psc_figures_efficiency (figures, one);
  g_autofree char *text = psc_format_ratio (efficiency * figures->n_lanes);
  g_autofree char *note = g_strdup_printf ("T(1) / T(%u)", figures->n_lanes);

  psc_figure_tile_set_value (self->speedup, text);
  psc_figure_tile_set_note (self->speedup, note);
}

static void
show_cpu (PscFigureBoard   *self,
          const PscFigures *figures,
          gboolean          live)
{
  gboolean known = figures->cpu_ns > 0;
  g_autofree char *text = psc_format_percent (known ? figures->cpu_share
                                                    : NAN);
  g_autofree char *note =
    g_strdup_printf (ngettext ("of %u CPU", "of %u CPUs", figures->n_cpus),
                     figures->n_cpus);

  /* Workers tell how much CPU time they took when they end. */
  psc_figure_tile_set_value (self->cpu, text);
  psc_figure_tile_set_note (self->cpu, !known && live ? _("known at the end")
                                                      : note);
}

static void
show_efficiency (PscFigureBoard   *self,
                 const PscFigures *figures,
                 const PscFigures *one)
{
  double efficiency = psc_figures_efficiency (figures, one);
  g_autofree char *value = psc_format_ratio (efficiency);
  g_autofree char *note = g_strdup_printf ("T(1) / %u·T(%u)",
                                           figures->n_lanes,
                                           figures->n_lanes);

  psc_figure_tile_set_value (self->efficiency, value);
  psc_figure_tile_set_note (self->efficiency, note);
  psc_figure_tile_set_warning (self->efficiency,
                               figures->occupancy - efficiency >
                               PSC_ADVICE_MIN_DIFFERENCE);
}

static void
explain (PscFigureBoard   *self,
         const PscFigures *figures,
         const PscFigures *one)
{
  PscFigureTile *tiles[PSC_N_FIGURES] = {
    [PSC_FIGURE_WALL] = self->wall,
    [PSC_FIGURE_CUMULATED] = self->cumulated,
    [PSC_FIGURE_AVERAGE] = self->average,
    [PSC_FIGURE_START_UP] = self->start_up,
    [PSC_FIGURE_OCCUPANCY] = self->occupancy,
    [PSC_FIGURE_EFFICIENCY] = self->efficiency,
    [PSC_FIGURE_SPEEDUP] = self->speedup,
    [PSC_FIGURE_CPU] = self->cpu,
  };

  for (guint i = 0; i < PSC_N_FIGURES; i++)
    {
      g_autofree char *text = psc_figure_explain (i, figures, one);

      psc_figure_tile_set_explanation (tiles[i], text);
    }
}

/* Tab passes the figures in one go, except for the button of the one it is
 * on; arrows go from one to the next. */
static gboolean
psc_figure_board_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidget *tiles = gtk_widget_get_first_child (widget);
  GtkWidget *tile = gtk_widget_get_focus_child (tiles);

  if (tile != NULL && (direction == GTK_DIR_TAB_FORWARD ||
                       direction == GTK_DIR_TAB_BACKWARD))
    return gtk_widget_child_focus (tile, direction);

  return GTK_WIDGET_CLASS (psc_figure_board_parent_class)->focus (widget,
                                                                 direction);
}

static void
psc_figure_board_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_FIGURE_BOARD);

  G_OBJECT_CLASS (psc_figure_board_parent_class)->dispose (object);
}

static void
psc_figure_board_class_init (PscFigureBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_figure_board_dispose;
  widget_class->focus = psc_figure_board_focus;

  g_type_ensure (PSC_TYPE_FIGURE_TILE);
  g_type_ensure (PSC_TYPE_TILE_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-figure-board.ui");
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, average);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, cpu);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, cumulated);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, efficiency);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, occupancy);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, speedup);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, start_up);
  gtk_widget_class_bind_template_child (widget_class, PscFigureBoard, wall);
}

static void
psc_figure_board_init (PscFigureBoard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_figure_board_new:
 *
 * Makes a board on which no figure is known.
 */
GtkWidget *
psc_figure_board_new (void)
{
  return g_object_new (PSC_TYPE_FIGURE_BOARD, NULL);
}

/**
 * psc_figure_board_set_figures:
 * @figures: the figures of a run
 * @one: (nullable): the figures of a run with one worker, otherwise like it
 * @live: whether the run goes on, so that what is missing may come yet
 *
 * Shows the figures and what they mean.
 */
void
psc_figure_board_set_figures (PscFigureBoard   *self,
                              const PscFigures *figures,
                              const PscFigures *one,
                              gboolean          live)
{
  g_return_if_fail (PSC_IS_FIGURE_BOARD (self));
  g_return_if_fail (figures != NULL);

  show_wall (self, figures);
  show_duration (self->cumulated, figures->cumulated_ns);
  show_duration (self->average, figures->average_ns);
  show_duration (self->start_up, figures->start_up_ns);
  show_occupancy (self, figures);
  show_efficiency (self, figures, one);
  show_speedup (self, figures, one);
  show_cpu (self, figures, live);
  explain (self, figures, one);
}

/**
 * psc_figure_board_set_can_measure:
 * @can_measure: whether a run with one worker could be made now
 *
 * Offers to make the run that parallel efficiency takes.
 */
void
psc_figure_board_set_can_measure (PscFigureBoard *self,
                                  gboolean        can_measure)
{
  g_return_if_fail (PSC_IS_FIGURE_BOARD (self));

  psc_figure_tile_set_button_label (self->efficiency,
                                    can_measure ? _("Measure") : NULL);
}
