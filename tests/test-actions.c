/* test-actions.c: every action can be found, pressed and looked up
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-test-app.h"
#include "psc-test-window.h"

typedef enum
{
  OFFER = 1 << 0, /* a menu entry with a mnemonic, or a button */
  KEY   = 1 << 1,
  LINE  = 1 << 2, /* in the shortcuts window */
} Way;

#define ALL (OFFER | KEY | LINE)

/* What an action does without, and why. */
static const struct
{
  const char *action;
  Way         missing;
  const char *reason;
} exceptions[] = {
  { "app.about", KEY | LINE, "GNOME gives it no key" },
  { "app.quit", OFFER, "GNOME has no entry for it: windows are closed" },
  { "win.undo-remove", OFFER, "stands on the toast that tells of it" },
  { "win.export-to", ALL, "needs a file's name: for scripts" },
  { "win.export-exercise-to", ALL, "needs a file's name: for scripts" },
  { "win.open-recent", ALL, "one entry for each directory, in the menu" },
  { "win.clear-recent", KEY | LINE, "its mnemonic will do for a rare thing" },
  { "win.kill-worker", ALL, "needs a worker: in the menu of its row" },
  { "win.stop-worker", ALL, "needs a worker: in the menu of its row" },
  { "win.continue-worker", ALL, "needs a worker: in the menu of its row" },
  { "win.show-folder", ALL, "stands on the toast that tells of a file" },
};

typedef struct
{
  PscWindow  *window;
  GHashTable *offered; /* the actions of buttons and of menu entries */
  GHashTable *keys;    /* action -> the keys bound to it, joined by spaces */
  GHashTable *lines;   /* the actions that have a line by their name */
  GHashTable *shown;   /* the keys that stand in a line of their own */
} Survey;

static Way
get_missing (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].action, action))
      return exceptions[i].missing;

  return 0;
}

/* Within one menu, each letter is that of one entry. */
static void
add_letter (GHashTable *letters,
            const char *label)
{
  const char *mnemonic = strchr (label, '_');
  gunichar letter;

  if (mnemonic == NULL)
    g_error ("“%s” has no mnemonic", label);

  letter = g_unichar_tolower (g_utf8_get_char (mnemonic + 1));
  if (!g_hash_table_insert (letters, GUINT_TO_POINTER (letter),
                            g_strdup (label)))
    g_error ("“%s” has the letter of another entry", label);
}

static void
add_items (Survey     *survey,
           GMenuModel *menu,
           GHashTable *letters);

/* A submenu takes the place of the menu that it is in, with all its letters. */
static void
add_menu (Survey     *survey,
          GMenuModel *menu)
{
  g_autoptr (GHashTable) letters =
    g_hash_table_new_full (NULL, NULL, NULL, g_free);

  add_items (survey, menu, letters);
}

static void
add_items (Survey     *survey,
           GMenuModel *menu,
           GHashTable *letters)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *action = NULL;
      g_autofree char *label = NULL;

      if (section != NULL)
        {
          add_items (survey, section, letters);
          continue;
        }

      g_assert_true (g_menu_model_get_item_attribute (
        menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label));
      add_letter (letters, label);
      if (submenu != NULL)
        add_menu (survey, submenu);
      else if (g_menu_model_get_item_attribute (
                 menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        g_hash_table_add (survey->offered, g_steal_pointer (&action));
    }
}

static void
add_key (Survey     *survey,
         const char *action,
         const char *key)
{
  const char *before = g_hash_table_lookup (survey->keys, action);

  g_hash_table_insert (survey->keys, g_strdup (action),
                       before != NULL ? g_strjoin (" ", before, key, NULL)
                                      : g_strdup (key));
}

/* Another one of the keypad's keys is no news. */
static gboolean
is_on_keypad (GtkShortcutTrigger *trigger)
{
  const char *name =
    gdk_keyval_name (gtk_keyval_trigger_get_keyval (
      GTK_KEYVAL_TRIGGER (trigger)));

  return g_str_has_prefix (name, "KP_");
}

/* Keys that a class of ours binds to an action or to code of its own; those
 * that GTK's classes bind send signals. */
static void
add_bindings (Survey    *survey,
              GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (
                              G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut =
            g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
          g_autofree char *key = gtk_shortcut_trigger_to_string (trigger);

          if (GTK_IS_NAMED_ACTION (action))
            add_key (survey, gtk_named_action_get_action_name (
                               GTK_NAMED_ACTION (action)), key);
          else if (GTK_IS_CALLBACK_ACTION (action) && !is_on_keypad (trigger))
            add_key (survey, "", key);
        }
    }
}

static void
add_widget (GtkWidget *widget,
            gpointer   user_data)
{
  Survey *survey = user_data;
  const char *name = NULL;

  if (GTK_IS_ACTIONABLE (widget))
    name = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  if (name != NULL)
    g_hash_table_add (survey->offered, g_strdup (name));

  if (GTK_IS_MENU_BUTTON (widget) &&
      gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) != NULL)
    add_menu (survey,
              gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)));

  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Psc"))
    add_bindings (survey, widget);
}

static void
add_line (GtkWidget *widget,
          gpointer   user_data)
{
  Survey *survey = user_data;
  g_autofree char *action = NULL;
  g_autofree char *keys = NULL;

  /* The overlay has copies for its search, outside the groups. */
  if (!GTK_IS_SHORTCUTS_SHORTCUT (widget) ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_GROUP) == NULL)
    return;

  g_object_get (widget, "action-name", &action, "accelerator", &keys, NULL);
  if (action != NULL)
    {
      if (!g_hash_table_add (survey->lines, g_strdup (action)))
        g_error ("There are two lines for %s", action);
    }
  else if (keys != NULL)
    {
      g_auto (GStrv) split = g_strsplit (keys, " ", -1);

      for (guint i = 0; split[i] != NULL; i++)
        g_hash_table_add (survey->shown, g_strdup (split[i]));
    }
}

static void
add_accelerators (Survey *survey)
{
  GtkApplication *application =
    GTK_APPLICATION (g_application_get_default ());
  g_auto (GStrv) actions =
    gtk_application_list_action_descriptions (application);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys =
        gtk_application_get_accels_for_action (application, actions[i]);

      for (guint j = 0; keys[j] != NULL; j++)
        {
          g_auto (GStrv) owners =
            gtk_application_get_actions_for_accel (application, keys[j]);

          if (g_strv_length (owners) != 1)
            g_error ("The key %s has two actions", keys[j]);
          add_key (survey, actions[i], keys[j]);
        }
    }
}

static gboolean
has_line (Survey     *survey,
          const char *action)
{
  const char *keys = g_hash_table_lookup (survey->keys, action);
  g_auto (GStrv) split = g_strsplit (keys != NULL ? keys : "", " ", -1);

  if (g_hash_table_contains (survey->lines, action))
    return TRUE;

  for (guint i = 0; split[i] != NULL; i++)
    if (g_hash_table_contains (survey->shown, split[i]))
      return TRUE;

  return FALSE;
}

static void
check_way (const char *action,
           Way         way,
           gboolean    there,
           const char *what)
{
  gboolean excepted = (get_missing (action) & way) != 0;

  if (there == excepted)
    g_error ("%s has %s%s", action, there ? "" : "no ", what);
}

static void
check_group (Survey       *survey,
             GActionGroup *group,
             const char   *prefix)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat (prefix, names[i], NULL);

      check_way (action, OFFER,
                 g_hash_table_contains (survey->offered, action),
                 "menu entry or button");
      check_way (action, KEY, g_hash_table_contains (survey->keys, action),
                 "key");
      check_way (action, LINE, has_line (survey, action),
                 "line in the shortcuts window");
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
set_up (Survey        *survey,
        gconstpointer  data)
{
  AdwApplication *application =
    ADW_APPLICATION (g_application_get_default ());

  survey->window = PSC_WINDOW (psc_window_new (application, NULL));
  survey->offered = new_set ();
  survey->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        g_free);
  survey->lines = new_set ();
  survey->shown = new_set ();

  psc_test_walk (GTK_WIDGET (survey->window), add_widget, survey);
  psc_test_walk (
    GTK_WIDGET (gtk_application_window_get_help_overlay (
      GTK_APPLICATION_WINDOW (survey->window))), add_line, survey);
  add_accelerators (survey);
}

static void
tear_down (Survey        *survey,
           gconstpointer  data)
{
  g_hash_table_unref (survey->offered);
  g_hash_table_unref (survey->keys);
  g_hash_table_unref (survey->lines);
  g_hash_table_unref (survey->shown);
  gtk_window_destroy (GTK_WINDOW (survey->window));
}

static void
test_groups (Survey        *survey,
             gconstpointer  data)
{
  check_group (survey, G_ACTION_GROUP (g_application_get_default ()), "app.");
  check_group (survey, G_ACTION_GROUP (survey->window), "win.");
}

/* An exception for an action that has gone would hide one of its name. */
static void
test_exceptions (Survey        *survey,
                 gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      const char *name = strchr (exceptions[i].action, '.') + 1;
      GActionGroup *group =
        g_str_has_prefix (exceptions[i].action, "app.")
        ? G_ACTION_GROUP (g_application_get_default ())
        : G_ACTION_GROUP (survey->window);

      g_assert_true (g_action_group_has_action (group, name));
    }
}

static gboolean
exists (Survey     *survey,
        const char *action)
{
  if (g_str_has_prefix (action, "app."))
    return g_action_group_has_action (
      G_ACTION_GROUP (g_application_get_default ()), action + 4);
  if (g_str_has_prefix (action, "win."))
    return g_action_group_has_action (G_ACTION_GROUP (survey->window),
                                      action + 4);

  return g_str_has_prefix (action, "window.");
}

/* No line, key or accelerator is for something that there is not. */
static void
test_lines (Survey        *survey,
            gconstpointer  data)
{
  g_auto (GStrv) accelerated =
    gtk_application_list_action_descriptions (
      GTK_APPLICATION (g_application_get_default ()));
  GHashTableIter iter;
  gpointer action;

  g_hash_table_iter_init (&iter, survey->lines);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      if (!g_hash_table_contains (survey->keys, action))
        g_error ("The line for %s shows no key", (char *) action);
    }

  for (guint i = 0; accelerated[i] != NULL; i++)
    {
      if (!exists (survey, accelerated[i]))
        g_error ("There is no action %s", accelerated[i]);
      if (!g_hash_table_contains (survey->lines, accelerated[i]))
        g_error ("There is no line for %s", accelerated[i]);
    }
}

/* What a widget does on a key of its own is in the shortcuts window as well:
 * under this key or, if an action of the window does the same, under its. */
static void
test_widgets (Survey        *survey,
              gconstpointer  data)
{
  g_auto (GStrv) keys =
    g_strsplit (g_hash_table_lookup (survey->keys, ""), " ", -1);
  GHashTableIter iter;
  gpointer action;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (!g_hash_table_contains (survey->shown, keys[i]))
        g_error ("The key %s is in no line", keys[i]);
    }

  g_hash_table_iter_init (&iter, survey->keys);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      const char *dot = strchr (action, '.');
      g_autofree char *same = NULL;

      if (dot == NULL)
        continue;

      same = g_strconcat ("win", dot, NULL);
      if (!has_line (survey, action) && !has_line (survey, same))
        g_error ("There is no line for %s", (char *) action);
    }
}

#define ADD(path, function)                                                 \
  g_test_add (path, Survey, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (PscApplication) application = psc_test_window_init (&argc, &argv);

  if (application == NULL)
    return 0;

  ADD ("/actions/groups", test_groups);
  ADD ("/actions/exceptions", test_exceptions);
  ADD ("/actions/lines", test_lines);
  ADD ("/actions/widgets", test_widgets);

  return g_test_run ();
}
