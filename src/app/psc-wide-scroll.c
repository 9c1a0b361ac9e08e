/* psc-wide-scroll.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-wide-scroll"

#include "config.h"

#include "psc-wide-scroll.h"

/* A wheel has no other way to go sideways. */
static gboolean
scroll_cb (GtkEventController *controller,
           double              dx,
           double              dy,
           gpointer            user_data)
{
  GtkAdjustment *position = gtk_scrolled_window_get_hadjustment (user_data);

  if (!(gtk_event_controller_get_current_event_state (controller) &
        GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (position,
                            gtk_adjustment_get_value (position) +
                            dy * gtk_adjustment_get_step_increment (position));

  return GDK_EVENT_STOP;
}

static void
keep_sideways (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_scroll_set_flags (
          GTK_EVENT_CONTROLLER_SCROLL (controller),
          GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL |
          GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
    }
}

/**
 * psc_wide_scroll_set_up:
 * @scrolled: one that is as high as what it holds
 *
 * Leaves to the page around it what a wheel scrolls up and down.  GTK 4.8 takes
 * that as well, and does nothing with it: a page would stand still as soon as
 * such a table has come under the pointer.
 */
void
psc_wide_scroll_set_up (GtkScrolledWindow *scrolled)
{
  GtkWidget *bar;
  GtkEventController *sideways;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled));

  bar = gtk_scrolled_window_get_hscrollbar (scrolled);
  keep_sideways (GTK_WIDGET (scrolled));
  keep_sideways (gtk_widget_get_first_child (bar));

  sideways =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (sideways, "scroll", G_CALLBACK (scroll_cb), scrolled);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), sideways);
}
