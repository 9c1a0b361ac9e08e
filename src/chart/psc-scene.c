/* psc-scene.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-scene"

#include "config.h"

#include <math.h>

#include "psc-scene-private.h"

/* A run that has hardly begun is drawn on an axis of a millisecond. */
#define MIN_FULL_NS G_GINT64_CONSTANT (1000000)

static void
invalidate (PscScene *self)
{
  self->layout_valid = FALSE;
}

/**
 * _psc_scene_get_layout:
 *
 * The layout for the scene as it is now.  Every function that others call asks
 * for it first: they may have changed the scale.
 */
const PscLayout *
_psc_scene_get_layout (PscScene *self)
{
  if (!self->layout_valid)
    {
      self->layout_valid = TRUE;
      _psc_scene_lay_out (self);
    }

  self->ns_per_px = psc_time_scale_get_ns_per_px (&self->scale);

  return &self->layout;
}

static gboolean
is_upright (PscScene *self)
{
  return self->options.orientation == PSC_ORIENTATION_UPRIGHT;
}

/**
 * _psc_scene_get_length:
 *
 * The length of the time axis in pixels.
 */
int
_psc_scene_get_length (PscScene *self)
{
  return (int) (fabs (self->scale.length_px) + .5);
}

/**
 * _psc_scene_place:
 *
 * The rectangle that lies so on a lane; what is outside of the plot along the
 * lane is cut off.
 */
void
_psc_scene_place (PscScene *self,
                  guint     lane,
                  int       begin_px,
                  int       end_px,
                  int       across,
                  int       across_size,
                  PscRect  *rect)
{
  const PscLayout *layout = &self->layout;
  int edge = (int) floor (lane * layout->pitch + .5) + across;

  begin_px = MAX (begin_px, 0);
  end_px = CLAMP (end_px, begin_px, MAX (begin_px,
                                         _psc_scene_get_length (self)));

  if (is_upright (self))
    {
      *rect = (PscRect) {
        layout->plot.x + edge,
        layout->plot.y + layout->plot.height - end_px,
        across_size, end_px - begin_px
      };
    }
  else
    {
      *rect = (PscRect) {
        layout->plot.x + begin_px,
        layout->plot.y + edge,
        end_px - begin_px, across_size
      };
    }
}

/**
 * psc_scene_new:
 * @bars: the bars of a run; a reference is held
 * @context: (transfer none): its font is that of the chart's text
 *
 * Returns: (transfer full): a scene of no size
 */
PscScene *
psc_scene_new (PscBars      *bars,
               PangoContext *context)
{
  const PscSceneOptions options = PSC_SCENE_OPTIONS_DEFAULT;
  PscScene *self;

  g_return_val_if_fail (bars != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (PscScene, 1);
  self->bars = psc_bars_ref (bars);
  self->context = g_object_ref (context);
  self->reader = psc_account_reader_new (psc_bars_get_run (bars));
  self->layout.legend = g_array_new (FALSE, FALSE, sizeof (PscLegendItem));
  self->options = options;
  self->text = _psc_text_new (context, options.text_scale);
  psc_time_scale_init (&self->scale, 0, MIN_FULL_NS);
  psc_scene_update (self);

  return self;
}

/**
 * psc_scene_free:
 *
 * Frees the scene.
 */
void
psc_scene_free (PscScene *self)
{
  g_array_unref (self->layout.legend);
  _psc_text_free (self->text);
  psc_account_reader_free (self->reader);
  g_object_unref (self->context);
  psc_bars_unref (self->bars);
  g_free (self);
}

static void
renew_text (PscScene *self)
{
  _psc_text_free (self->text);
  self->text = _psc_text_new (self->context, self->options.text_scale);
  self->detail_width = 0;
  invalidate (self);
}

/**
 * psc_scene_set_context:
 * @context: (transfer none): its font is that of the chart's text
 *
 * Takes another font; also to be called when the font of the same context has
 * changed.
 */
void
psc_scene_set_context (PscScene     *self,
                       PangoContext *context)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (PANGO_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  renew_text (self);
}

/**
 * psc_scene_set_options:
 *
 * Changes what is shown, and which way up.
 */
void
psc_scene_set_options (PscScene              *self,
                       const PscSceneOptions *options)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (options != NULL);
  g_return_if_fail (options->text_scale > 0.);

  self->options = *options;
  renew_text (self);
  psc_scene_update (self);
}

/**
 * psc_scene_set_size:
 *
 * Changes the room that the chart has.
 */
void
psc_scene_set_size (PscScene *self,
                    int       width,
                    int       height)
{
  g_return_if_fail (self != NULL);

  self->width = width;
  self->height = height;
  invalidate (self);
}

/**
 * psc_scene_update:
 *
 * Takes in what the run has recorded, and the present moment.
 */
void
psc_scene_update (PscScene *self)
{
  PscRun *run;

  g_return_if_fail (self != NULL);

  run = psc_bars_get_run (self->bars);
  psc_bars_update (self->bars);

  if (self->options.show_caption)
    {
      psc_figures_update (&self->figures, run, self->reader);
      self->wall_ns = self->figures.wall_ns;
    }
  else
    {
      self->wall_ns = psc_run_get_wall_ns (run);
      psc_account_reader_read (self->reader, self->wall_ns,
                               &self->figures.account);
    }

  psc_time_scale_set_full (&self->scale, 0,
                           MAX (MAX (self->wall_ns, MIN_FULL_NS),
                                self->options.span_ns));
  invalidate (self);
}

/**
 * psc_scene_get_bars:
 *
 * Returns: (transfer none): the bars
 */
PscBars *
psc_scene_get_bars (PscScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bars;
}

/**
 * psc_scene_get_reader:
 *
 * Returns: (transfer none): what has read the account of the run, as far as the
 *   scene has been updated; whoever needs the account as well goes on with it
 */
PscAccountReader *
psc_scene_get_reader (PscScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reader;
}

/**
 * psc_scene_get_options:
 *
 * Returns: (transfer none): what is shown
 */
const PscSceneOptions *
psc_scene_get_options (PscScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->options;
}

/**
 * psc_scene_get_scale:
 *
 * Returns: (transfer none): the time axis, to be zoomed and panned with the
 *   functions of psc-time-scale.h; its pixels are the scene's
 */
PscTimeScale *
psc_scene_get_scale (PscScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  _psc_scene_get_layout (self);

  return &self->scale;
}

/**
 * psc_scene_get_strip:
 * @rect: where a strip of the whole run is
 * @strip: (out caller-allocates): the time axis of the strip
 */
void
psc_scene_get_strip (PscScene      *self,
                     const PscRect *rect,
                     PscTimeScale  *strip)
{
  const PscTimeScale *scale;

  g_return_if_fail (self != NULL);
  g_return_if_fail (rect != NULL);
  g_return_if_fail (strip != NULL);

  scale = psc_scene_get_scale (self);
  psc_time_scale_init (strip, scale->full_begin_ns, scale->full_end_ns);
  if (self->options.orientation == PSC_ORIENTATION_UPRIGHT)
    psc_time_scale_set_pixels (strip, rect->y + rect->height,
                               -MAX (rect->height, 1.));
  else
    psc_time_scale_set_pixels (strip, rect->x, MAX (rect->width, 1.));
}

/**
 * psc_scene_get_wall_ns:
 *
 * The end of the run, or the present moment at the last update.
 */
gint64
psc_scene_get_wall_ns (PscScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->wall_ns;
}

/**
 * psc_scene_measure:
 * @width: the width that there is, -1 for any
 * @minimum_width: (out) (optional): below it lanes cannot be told apart
 * @minimum_height: (out) (optional): the same for the height
 * @natural_height: (out) (optional): the height at which it looks well
 *
 * Tells how much room the chart needs.  A smaller one does no harm.
 */
void
psc_scene_measure (PscScene *self,
                   int       width,
                   int      *minimum_width,
                   int      *minimum_height,
                   int      *natural_height)
{
  int minimum, natural;

  g_return_if_fail (self != NULL);

  _psc_scene_measure_height (self, width < 0 ? 1000 : width, &minimum,
                             &natural);
  if (minimum_width != NULL)
    *minimum_width = _psc_scene_measure_width (self);
  if (minimum_height != NULL)
    *minimum_height = minimum;
  if (natural_height != NULL)
    *natural_height = natural;
}

/**
 * psc_scene_get_plot:
 * @rect: (out caller-allocates): where the lanes are
 */
void
psc_scene_get_plot (PscScene *self,
                    PscRect  *rect)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (rect != NULL);

  *rect = _psc_scene_get_layout (self)->plot;
}

/**
 * psc_scene_get_lane_rect:
 * @rect: (out caller-allocates): where the lane's bars are, all along the plot
 */
void
psc_scene_get_lane_rect (PscScene *self,
                         guint     lane,
                         PscRect  *rect)
{
  const PscLayout *layout;

  g_return_if_fail (self != NULL);
  g_return_if_fail (rect != NULL);

  layout = _psc_scene_get_layout (self);
  _psc_scene_place (self, lane, 0, _psc_scene_get_length (self),
                    layout->bar_at, layout->bar_size, rect);
}

/**
 * psc_scene_reveal_task:
 *
 * Moves the visible range as little as needed to show a task.
 */
void
psc_scene_reveal_task (PscScene *self,
                       guint     task)
{
  gint64 begin_ns, end_ns;
  guint lane, position;

  g_return_if_fail (self != NULL);

  if (!_psc_scene_locate (self, task, &lane, &position, &begin_ns, &end_ns))
    return;

  _psc_scene_get_layout (self);
  psc_time_scale_reveal (&self->scale, begin_ns, end_ns);
}
