/* psc-focus-hint.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-focus-hint"

#include "config.h"

#include "psc-focus-hint.h"

#define MAX_WIDTH_CHARS 48
#define POPOVER_KEY     "psc-focus-hint"

typedef struct
{
  GtkPopover *popover;
  gint64      frame; /* the first in which the widget is in its place */
} PopUp;

static void
pop_up_free (gpointer data)
{
  PopUp *pop_up = data;

  g_object_unref (pop_up->popover);
  g_free (pop_up);
}

static gboolean
pop_up_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PopUp *pop_up = user_data;

  if (gdk_frame_clock_get_frame_counter (clock) < pop_up->frame)
    return G_SOURCE_CONTINUE;

  if (gtk_widget_is_focus (widget) &&
      gtk_widget_get_parent (GTK_WIDGET (pop_up->popover)) == widget)
    gtk_popover_popup (pop_up->popover);

  return G_SOURCE_REMOVE;
}

static void
hide (GtkWidget *widget)
{
  GtkWidget *popover = g_object_steal_data (G_OBJECT (widget), POPOVER_KEY);

  if (popover != NULL)
    gtk_widget_unparent (popover);
}

/* A click gives the focus as well, but there the tooltip is near. */
static gboolean
is_reached_by_key (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) &&
         gtk_window_get_focus_visible (GTK_WINDOW (root));
}

static void
show (GtkWidget *widget)
{
  GtkWidget *popover, *label;

  hide (widget);
  if (!is_reached_by_key (widget) ||
      gtk_widget_get_tooltip_text (widget) == NULL)
    return;

  label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.f);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  g_object_bind_property (widget, "tooltip-text", label, "label",
                          G_BINDING_SYNC_CREATE);

  popover = gtk_popover_new ();
  gtk_widget_add_css_class (popover, "focus-hint");
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_can_focus (popover, FALSE);
  gtk_widget_set_can_target (popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_widget_set_parent (popover, widget);
  g_object_set_data (G_OBJECT (widget), POPOVER_KEY, popover);
  psc_focus_hint_pop_up (GTK_POPOVER (popover));
}

/**
 * psc_focus_hint_add:
 * @widget: a widget that takes the focus and has a layout manager
 *
 * Has the widget's tooltip shown beside it also while it has the focus, if
 * that came by the keyboard: GTK shows tooltips to the pointer only.
 */
void
psc_focus_hint_add (GtkWidget *widget)
{
  GtkEventController *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (show), widget);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (hide), widget);
  gtk_widget_add_controller (widget, focus);
  g_signal_connect (widget, "unmap", G_CALLBACK (hide), NULL);
  g_signal_connect (widget, "destroy", G_CALLBACK (hide), NULL);
}

/**
 * psc_focus_hint_pop_up:
 * @popover: a popover whose parent has just got the focus
 *
 * Shows the popover as soon as its parent has been scrolled into view, unless
 * that has lost the focus again.  Before, it might point off the screen.
 */
void
psc_focus_hint_pop_up (GtkPopover *popover)
{
  GtkWidget *widget;
  GdkFrameClock *clock;
  PopUp *pop_up;

  g_return_if_fail (GTK_IS_POPOVER (popover));

  widget = gtk_widget_get_parent (GTK_WIDGET (popover));
  clock = gtk_widget_get_frame_clock (widget);
  if (clock == NULL)
    return;

  /* The next frame is the one that scrolls. */
  pop_up = g_new (PopUp, 1);
  pop_up->popover = g_object_ref (popover);
  pop_up->frame = gdk_frame_clock_get_frame_counter (clock) + 2;
  gtk_widget_add_tick_callback (widget, pop_up_cb, pop_up, pop_up_free);
}
