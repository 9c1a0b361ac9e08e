/* psc-account-bar-light.c: which part stands out
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account-bar-light"

#include "config.h"

#include "psc-account-bar-private.h"

typedef enum
{
  PROP_LIT = 1,
  PROP_PINNED,
  PROP_MARKED,
} PscAccountBarProperty;

static GParamSpec *properties[PROP_MARKED + 1];

static const PscAccountBarPart *
find_part (PscAccountBar *self,
           GtkWidget     *widget)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PscAccountBarPart *part = &g_array_index (self->parts, PscAccountBarPart, i);

      if (part->swatch == widget || part->entry == widget)
        return part;
    }

  g_return_val_if_reached (NULL);
}

static void
update_frame (PscAccountBar *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PscAccountBarPart *part = &g_array_index (self->parts, PscAccountBarPart, i);

      if (part->id == _psc_account_bar_get_framed (self))
        gtk_widget_add_css_class (part->entry, "marked");
      else
        gtk_widget_remove_css_class (part->entry, "marked");
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_lit (PscAccountBar *self)
{
  guint lit = self->hovered != PSC_NO_PART ? self->hovered : self->pinned;

  update_frame (self);
  if (self->lit == lit)
    return;

  self->lit = lit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIT]);
}

static void
set_hovered (PscAccountBar *self,
             guint          part)
{
  self->hovered = part;
  update_lit (self);
}

static void
enter_cb (PscAccountBar      *self,
          double              x,
          double              y,
          GtkEventController *controller)
{
  GtkWidget *widget = gtk_event_controller_get_widget (controller);

  set_hovered (self, find_part (self, widget)->id);
}

static void
leave_cb (PscAccountBar *self)
{
  set_hovered (self, PSC_NO_PART);
}

static void
released_cb (PscAccountBar *self,
             int            n_press,
             double         x,
             double         y,
             GtkGesture    *gesture)
{
  GtkWidget *widget =
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint id = find_part (self, widget)->id;

  psc_account_bar_set_pinned (self, self->pinned == id ? PSC_NO_PART : id);
}

static void
toggled_cb (PscAccountBar   *self,
            GtkToggleButton *entry)
{
  guint id = find_part (self, GTK_WIDGET (entry))->id;
  gboolean active = gtk_toggle_button_get_active (entry);

  if (active != (self->pinned == id))
    psc_account_bar_set_pinned (self, active ? id : PSC_NO_PART);
}

static gboolean
unpin_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);

  if (self->pinned == PSC_NO_PART)
    return FALSE;

  psc_account_bar_set_pinned (self, PSC_NO_PART);

  return TRUE;
}

static void
follow_pointer (PscAccountBar *self,
                GtkWidget     *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
}

static void
psc_account_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (object);

  switch ((PscAccountBarProperty) prop_id)
    {
    case PROP_LIT:
      g_value_set_uint (value, self->lit);
      break;

    case PROP_PINNED:
      g_value_set_uint (value, self->pinned);
      break;

    case PROP_MARKED:
      g_value_set_uint (value, self->marked);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_account_bar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (object);

  switch ((PscAccountBarProperty) prop_id)
    {
    case PROP_PINNED:
      psc_account_bar_set_pinned (self, g_value_get_uint (value));
      break;

    case PROP_MARKED:
      psc_account_bar_set_marked (self, g_value_get_uint (value));
      break;

    case PROP_LIT: /* read-only */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

/**
 * _psc_account_bar_get_framed:
 *
 * The part that is framed: what one points at, here or on the chart, or else
 * what was chosen.
 */
guint
_psc_account_bar_get_framed (PscAccountBar *self)
{
  if (self->hovered != PSC_NO_PART)
    return self->hovered;

  return self->marked != PSC_NO_PART ? self->marked : self->pinned;
}

/**
 * _psc_account_bar_init_part:
 *
 * Has a part answer to the pointer and to the keyboard.
 */
void
_psc_account_bar_init_part (PscAccountBar     *self,
                            PscAccountBarPart *part)
{
  GtkGesture *click = gtk_gesture_click_new ();

  follow_pointer (self, part->swatch);
  follow_pointer (self, part->entry);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (part->swatch, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (part->entry, "toggled", G_CALLBACK (toggled_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * _psc_account_bar_unlight:
 *
 * Has no part stand out.
 */
void
_psc_account_bar_unlight (PscAccountBar *self)
{
  self->hovered = PSC_NO_PART;
  psc_account_bar_set_pinned (self, PSC_NO_PART);
  psc_account_bar_set_marked (self, PSC_NO_PART);
  update_lit (self);
}

/**
 * _psc_account_bar_class_init_light:
 *
 * Installs properties and keys.
 */
void
_psc_account_bar_class_init_light (PscAccountBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->get_property = psc_account_bar_get_property;
  object_class->set_property = psc_account_bar_set_property;

  properties[PROP_LIT] =
    g_param_spec_uint ("lit", NULL, NULL, 0, G_MAXUINT, PSC_NO_PART,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PINNED] =
    g_param_spec_uint ("pinned", NULL, NULL, 0, G_MAXUINT, PSC_NO_PART, flags);
  properties[PROP_MARKED] =
    g_param_spec_uint ("marked", NULL, NULL, 0, G_MAXUINT, PSC_NO_PART, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, unpin_cb,
                                NULL);
}

/**
 * psc_account_bar_get_lit:
 *
 * The part that the pointer is on, or else the one that is pinned, as
 * psc_part_id() gives it, or %PSC_NO_PART.
 */
guint
psc_account_bar_get_lit (PscAccountBar *self)
{
  g_return_val_if_fail (PSC_IS_ACCOUNT_BAR (self), PSC_NO_PART);

  return self->lit;
}

/**
 * psc_account_bar_get_pinned:
 *
 * The part that was chosen, or %PSC_NO_PART.
 */
guint
psc_account_bar_get_pinned (PscAccountBar *self)
{
  g_return_val_if_fail (PSC_IS_ACCOUNT_BAR (self), PSC_NO_PART);

  return self->pinned;
}

/**
 * psc_account_bar_set_pinned:
 * @part: a part as psc_part_id() gives it, or %PSC_NO_PART
 *
 * Chooses a part, which stays lit.
 */
void
psc_account_bar_set_pinned (PscAccountBar *self,
                            guint          part)
{
  g_return_if_fail (PSC_IS_ACCOUNT_BAR (self));

  if (self->pinned == part)
    return;

  self->pinned = part;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PscAccountBarPart *other = &g_array_index (self->parts, PscAccountBarPart, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other->entry),
                                    other->id == part);
    }

  update_lit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
}

/**
 * psc_account_bar_get_marked:
 *
 * The part that is pointed at elsewhere, or %PSC_NO_PART.
 */
guint
psc_account_bar_get_marked (PscAccountBar *self)
{
  g_return_val_if_fail (PSC_IS_ACCOUNT_BAR (self), PSC_NO_PART);

  return self->marked;
}

/**
 * psc_account_bar_set_marked:
 * @part: a part as psc_part_id() gives it, or %PSC_NO_PART
 *
 * Shows which part is pointed at elsewhere.
 */
void
psc_account_bar_set_marked (PscAccountBar *self,
                            guint          part)
{
  g_return_if_fail (PSC_IS_ACCOUNT_BAR (self));

  if (self->marked == part)
    return;

  self->marked = part;
  update_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKED]);
}
