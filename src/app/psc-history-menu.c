/* psc-history-menu.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-menu"

#include "config.h"

#include "psc-history-menu.h"
#include "psc-place-menu.h"

#define MENU "psc-history-menu"

static GMenuModel *
find_menu (GtkWidget    *widget,
           double        x,
           double        y,
           GdkRectangle *at)
{
  return psc_history_list_point_at (PSC_HISTORY_LIST (widget), x, y, at)
         ? g_object_ref (g_object_get_data (G_OBJECT (widget), MENU)) : NULL;
}

/**
 * psc_history_menu_add:
 * @menu: its entries are actions on what is selected
 *
 * Gives a list its menu.
 */
void
psc_history_menu_add (PscHistoryList *list,
                      GMenuModel     *menu)
{
  g_return_if_fail (PSC_IS_HISTORY_LIST (list));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  g_object_set_data_full (G_OBJECT (list), MENU, g_object_ref (menu),
                          g_object_unref);
  psc_place_menu_add (GTK_WIDGET (list), find_menu);
}
