/* test-activation.c: the program as others on the bus see it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "psc-test-utils.h"

#define APPLICATION_PATH "/io/github/poolscope/Poolscope"
#define SUSPEND 4

static const char SESSION_MANAGER[] =
  "<node>"
  "  <interface name='org.gnome.SessionManager'>"
  "    <method name='Inhibit'>"
  "      <arg type='s' direction='in'/>"
  "      <arg type='u' direction='in'/>"
  "      <arg type='s' direction='in'/>"
  "      <arg type='u' direction='in'/>"
  "      <arg type='u' direction='out'/>"
  "    </method>"
  "    <method name='Uninhibit'>"
  "      <arg type='u' direction='in'/>"
  "    </method>"
  "  </interface>"
  "</node>";

/* One for all tests: with the bus goes the display, for GTestDBus unsets it. */
static GTestDBus *bus;

typedef struct
{
  GDBusConnection *connection;
  GDBusNodeInfo   *session_manager;
  char            *directory;
  guint            export_id;
  guint            own_id;
  guint            n_inhibited; /* how often the session was asked to stay */
  guint            n_released;
  gboolean         owned;
} Fixture;

static void
session_manager_cb (GDBusConnection       *connection,
                    const char            *sender,
                    const char            *path,
                    const char            *interface,
                    const char            *method,
                    GVariant              *parameters,
                    GDBusMethodInvocation *invocation,
                    gpointer               user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "Inhibit"))
    {
      const char *id, *reason;
      guint window, flags;

      g_variant_get (parameters, "(&su&su)", &id, &window, &reason, &flags);
      g_assert_cmpstr (id, ==, PSC_APPLICATION_ID);
      g_assert_cmpstr (reason, ==, "Workers are being measured");
      g_assert_cmpuint (flags, ==, SUSPEND);
      fixture->n_inhibited++;
      g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(u)", fixture->n_inhibited));
      return;
    }

  fixture->n_released++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
name_acquired_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  Fixture *fixture = user_data;

  fixture->owned = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GDBusInterfaceVTable vtable = { session_manager_cb };
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autoptr (GError) error = NULL;

  fixture->directory = psc_test_make_directory (names);
  fixture->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);

  fixture->session_manager = g_dbus_node_info_new_for_xml (SESSION_MANAGER,
                                                           &error);
  g_assert_no_error (error);
  fixture->export_id = g_dbus_connection_register_object (
    fixture->connection, "/org/gnome/SessionManager",
    fixture->session_manager->interfaces[0], &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->own_id = g_bus_own_name_on_connection (
    fixture->connection, "org.gnome.SessionManager",
    G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb, NULL, fixture, NULL);
  psc_test_wait_until (fixture->owned);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_bus_unown_name (fixture->own_id);
  g_dbus_connection_unregister_object (fixture->connection,
                                       fixture->export_id);
  g_clear_object (&fixture->connection);
  g_dbus_node_info_unref (fixture->session_manager);
  psc_test_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* The session manager answers in between, so that no call may block.
 * Returns nothing if the object is not there. */
static GVariant *
call (Fixture    *fixture,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_dbus_connection_call (fixture->connection, PSC_APPLICATION_ID, path,
                          interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, PSC_TEST_DEADLINE_MS, NULL,
                          psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);

  return g_dbus_connection_call_finish (fixture->connection, result, &error);
}

static GVariant *
make_platform_data (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
}

/* Whether the window of this number is there and has the action enabled. */
static gboolean
is_enabled (Fixture    *fixture,
            guint       window,
            const char *action)
{
  g_autofree char *path = g_strdup_printf (APPLICATION_PATH "/window/%u",
                                           window);
  g_autoptr (GVariant) answer =
    call (fixture, path, "org.gtk.Actions", "Describe",
          g_variant_new ("(s)", action));
  gboolean enabled = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "((bgav))", &enabled, NULL, NULL);

  return enabled;
}

static void
activate (Fixture    *fixture,
          const char *path,
          const char *action)
{
  g_autoptr (GVariant) answer =
    call (fixture, path, "org.gtk.Actions", "Activate",
          g_variant_new ("(s@av@a{sv})", action,
                         g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL,
                                              0),
                         make_platform_data ()));

  g_assert_nonnull (answer);
}

static void
open_directory (Fixture *fixture)
{
  g_autofree char *uri = g_filename_to_uri (fixture->directory, NULL, NULL);
  const char *uris[] = { uri, NULL };
  g_autoptr (GVariant) answer =
    call (fixture, APPLICATION_PATH, "org.freedesktop.Application", "Open",
          g_variant_new ("(^as@a{sv})", uris, make_platform_data ()));

  g_assert_nonnull (answer);
}

static gboolean
is_running (Fixture *fixture)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    fixture->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
    "org.freedesktop.DBus", "NameHasOwner",
    g_variant_new ("(s)", PSC_APPLICATION_ID), G_VARIANT_TYPE ("(b)"),
    G_DBUS_CALL_FLAGS_NONE, PSC_TEST_DEADLINE_MS, NULL, NULL);
  gboolean running;

  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &running);

  return running;
}

static void
quit (Fixture *fixture)
{
  activate (fixture, APPLICATION_PATH, "quit");
  psc_test_wait_until (!is_running (fixture));
}

/* The bus starts the program, as a desktop does, and it shows one window. */
static void
test_activate (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) answer =
        call (fixture, APPLICATION_PATH, "org.freedesktop.Application",
              "Activate", g_variant_new ("(@a{sv})", make_platform_data ()));

      g_assert_nonnull (answer);
      psc_test_wait_until (is_enabled (fixture, 1, "open"));
    }
  g_assert_false (is_enabled (fixture, 2, "open"));

  quit (fixture);
}

/* A launcher's menu offers another window, whether the program runs or not. */
static void
test_new_window (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GVariant) answer =
        call (fixture, APPLICATION_PATH, "org.freedesktop.Application",
              "ActivateAction",
              g_variant_new ("(s@av@a{sv})", "new-window",
                             g_variant_new_array (G_VARIANT_TYPE_VARIANT,
                                                  NULL, 0),
                             make_platform_data ()));

      g_assert_nonnull (answer);
      psc_test_wait_until (is_enabled (fixture, i, "open"));
    }

  quit (fixture);
}

/* Each directory has a window of its own, also if the program is started
 * once more: that process only hands it over. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *program = g_test_build_filename (
    G_TEST_BUILT, "..", "src", "app", "poolscope", NULL);
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GError) error = NULL;

  open_directory (fixture);
  psc_test_wait_until (is_enabled (fixture, 1, "run"));

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program,
                             fixture->directory, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (second, NULL, &error);
  g_assert_no_error (error);
  psc_test_wait_until (is_enabled (fixture, 2, "run"));

  quit (fixture);
}

/* While workers are measured, the machine must not fall asleep. */
static void
test_suspend (Fixture       *fixture,
              gconstpointer  data)
{
  open_directory (fixture);
  psc_test_wait_until (is_enabled (fixture, 1, "run"));
  g_assert_cmpuint (fixture->n_inhibited, ==, 0);

  activate (fixture, APPLICATION_PATH "/window/1", "run");
  psc_test_wait_until (fixture->n_inhibited == 1);
  psc_test_wait_until (fixture->n_released == 1);
  psc_test_wait_until (is_enabled (fixture, 1, "export"));

  quit (fixture);
  g_assert_cmpuint (fixture->n_inhibited, ==, 1);
  g_assert_cmpuint (fixture->n_released, ==, 1);
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  int status;

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP dbus-daemon is not installed\n");
      return 0;
    }
  if (g_getenv ("DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (bus, g_test_get_dir (G_TEST_BUILT));
  g_test_dbus_up (bus);

  ADD ("/activation/activate", test_activate);
  ADD ("/activation/new-window", test_new_window);
  ADD ("/activation/open", test_open);
  ADD ("/activation/suspend", test_suspend);

  status = g_test_run ();
  g_test_dbus_down (bus);
  g_object_unref (bus);

  return status;
}
