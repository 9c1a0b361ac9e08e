/* psc-timeline-part.c: the parts of the account on the timeline
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-part"

#include "config.h"

#include "psc-timeline-private.h"

static guint
get_part (const PscHit *hit)
{
  if (hit == NULL)
    return PSC_NO_PART;

  switch (hit->kind)
    {
    case PSC_HIT_GAP:
      return psc_part_id (hit->part, 0);

    case PSC_HIT_TASK:
      return hit->step >= 0 ? psc_part_id (PSC_PART_STEP, (guint) hit->step)
                            : PSC_PART_INSIDE;

    case PSC_HIT_IN_HAND:
      return PSC_PART_INSIDE;

    case PSC_HIT_NOTHING:
    case PSC_HIT_LABEL:
    default:
      return PSC_NO_PART;
    }
}

static void
set_parts (PscTimeline *self,
           guint        hovered,
           guint        picked)
{
  guint pointed = psc_timeline_get_pointed (self);

  self->hovered_part = hovered;
  self->picked_part = picked;
  if (psc_timeline_get_pointed (self) != pointed)
    g_object_notify (G_OBJECT (self), "pointed");
}

/**
 * _psc_timeline_hover_part:
 * @hit: (nullable): what the pointer is on
 */
void
_psc_timeline_hover_part (PscTimeline  *self,
                          const PscHit *hit)
{
  set_parts (self, get_part (hit), self->picked_part);
}

/**
 * _psc_timeline_pick_part:
 * @hit: (nullable): what was clicked at
 */
void
_psc_timeline_pick_part (PscTimeline  *self,
                         const PscHit *hit)
{
  set_parts (self, self->hovered_part, get_part (hit));
}

/**
 * _psc_timeline_forget_parts:
 *
 * To be called when there is another run, which may have other parts.
 */
void
_psc_timeline_forget_parts (PscTimeline *self)
{
  set_parts (self, PSC_NO_PART, PSC_NO_PART);
  psc_timeline_set_lit (self, PSC_NO_PART);
}

/**
 * psc_timeline_get_pointed:
 *
 * The part of the account that is under the pointer, or else the one that was
 * clicked at last, as psc_part_id() gives it, or %PSC_NO_PART.
 */
guint
psc_timeline_get_pointed (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), PSC_NO_PART);

  return self->hovered_part != PSC_NO_PART ? self->hovered_part
                                           : self->picked_part;
}

/**
 * psc_timeline_get_lit:
 *
 * The part of the account that stands out, or %PSC_NO_PART.
 */
guint
psc_timeline_get_lit (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), PSC_NO_PART);

  return self->lit;
}

/**
 * psc_timeline_set_lit:
 * @part: a part of the account as psc_part_id() gives it, or %PSC_NO_PART
 *
 * Has one part of the account stand out from everything else.
 */
void
psc_timeline_set_lit (PscTimeline *self,
                      guint        part)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->lit == part)
    return;

  self->lit = part;
  _psc_timeline_update_description (self);
  _psc_timeline_invalidate (self);
  g_object_notify (G_OBJECT (self), "lit");
}
