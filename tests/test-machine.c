/* test-machine.c: what control groups and affinity leave of a machine
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sched.h>
#include <sys/resource.h>

#include "psc-machine.h"
#include "psc-test-utils.h"

typedef struct
{
  const char *self_cgroup;
  const char *files[7]; /* path, content, path, content ... */
  guint       expected;
} Case;

static const Case cases[] = {
  /* Version 2 */
  { "0::/a/b\n", { "a/b/cpu.max", "150000 100000\n" }, 2 },
  { "0::/a/b\n", { "a/b/cpu.max", "100000 100000\n" }, 1 },
  { "0::/a/b\n", { "a/b/cpu.max", "100001 100000\n" }, 2 },
  { "0::/a/b\n", { "a/b/cpu.max", "1000 100000\n" }, 1 },
  { "0::/a/b\n", { "a/b/cpu.max", "1600000 100000\n" }, 16 },
  { "0::/a/b\n", { "a/b/cpu.max", "max 100000\n" }, 0 },
  { "0::/a/b\n", { NULL }, 0 },
  /* The tightest of the groups above counts. */
  { "0::/a/b\n", { "a/b/cpu.max", "max 100000\n",
                   "a/cpu.max", "300000 100000\n" }, 3 },
  { "0::/a/b\n", { "a/b/cpu.max", "400000 100000\n",
                   "a/cpu.max", "200000 100000\n" }, 2 },
  { "0::/a/b\n", { "a/b/cpu.max", "200000 100000\n",
                   "a/cpu.max", "400000 100000\n" }, 2 },
  /* In a container the root is a group with a limit of its own. */
  { "0::/\n", { "cpu.max", "50000 25000\n" }, 2 },
  { "0::/elsewhere/x\n", { "cpu.max", "100000 50000\n" }, 2 },
  /* Another group's limit is not ours. */
  { "0::/a\n", { "b/cpu.max", "100000 100000\n",
                 "a/b/cpu.max", "100000 100000\n" }, 0 },
  /* Nonsense is no limit. */
  { "0::/a\n", { "a/cpu.max", "" }, 0 },
  { "0::/a\n", { "a/cpu.max", "100000" }, 0 },
  { "0::/a\n", { "a/cpu.max", "x y" }, 0 },
  { "0::/a\n", { "a/cpu.max", "100000 0" }, 0 },
  { "0::/a\n", { "a/cpu.max", "-5 100000" }, 0 },
  { "", { "cpu.max", "100000 100000\n" }, 0 },
  { "what is this\n0\n::\n", { "a/cpu.max", "100000 100000\n" }, 0 },

  /* Version 1 */
  { "4:cpu,cpuacct:/d/x\n3:cpuset:/d/x\n",
    { "cpu/d/x/cpu.cfs_quota_us", "250000\n",
      "cpu/d/x/cpu.cfs_period_us", "100000\n" }, 3 },
  { "4:cpuacct,cpu:/d/x\n",
    { "cpu/cpu.cfs_quota_us", "200000\n",
      "cpu/cpu.cfs_period_us", "100000\n" }, 2 },
  { "4:cpuset,cpu,cpuacct:/d\n",
    { "cpu/d/cpu.cfs_quota_us", "200000\n",
      "cpu/d/cpu.cfs_period_us", "100000\n" }, 2 },
  { "4:cpu:/d\n",
    { "cpu/d/cpu.cfs_quota_us", "-1\n",
      "cpu/d/cpu.cfs_period_us", "100000\n" }, 0 },
  { "4:cpu:/d\n", { "cpu/d/cpu.cfs_quota_us", "100000\n" }, 0 },
  { "4:cpuset:/d\n5:cpuacct:/d\n6:memory:/d\n7:name=systemd:/d\n",
    { "cpu/d/cpu.cfs_quota_us", "100000\n",
      "cpu/d/cpu.cfs_period_us", "100000\n" }, 0 },

  /* Both, as systemd mounts them; a colon in the name of a group */
  { "4:cpu:/d\n0::/d\n",
    { "cpu/d/cpu.cfs_quota_us", "300000\n",
      "cpu/d/cpu.cfs_period_us", "100000\n" }, 3 },
  { "0::/a:b\n", { "a:b/cpu.max", "200000 100000\n" }, 2 },
};

static void
test_quota (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *root = psc_test_make_directory (NULL);

      for (guint k = 0; c->files[k] != NULL; k += 2)
        {
          g_autofree char *path = g_build_filename (root, c->files[k], NULL);
          g_autofree char *parent = g_path_get_dirname (path);

          g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
          g_assert_true (g_file_set_contents (path, c->files[k + 1], -1,
                                              NULL));
        }

      g_test_message ("case %u: %s", i, c->self_cgroup);
      g_assert_cmpuint (psc_machine_count_quota_cpus (root, c->self_cgroup),
                        ==, c->expected);
      psc_test_remove_directory (root);
    }
}

static void
test_read (void)
{
  g_autoptr (PscMachine) machine = psc_machine_read ();
  g_autoptr (PscMachine) copy = psc_machine_copy (machine);

  g_assert_cmpuint (machine->cpus_usable, >=, 1);
  g_assert_cmpuint (machine->cpus_online, >=, machine->cpus_usable);
  g_assert_true (g_str_has_prefix (machine->kernel, "Linux "));
  g_assert_true (g_utf8_validate (machine->cpu_model, -1, NULL));

  g_assert_cmpuint (copy->cpus_usable, ==, machine->cpus_usable);
  g_assert_cmpstr (copy->cpu_model, ==, machine->cpu_model);
  g_assert_cmpstr (copy->kernel, ==, machine->kernel);
  g_assert_true (copy->kernel != machine->kernel);
}

static void
test_affinity (void)
{
  cpu_set_t before, one;
  g_autoptr (PscMachine) machine = NULL;
  int cpu = sched_getcpu ();

  if (cpu < 0 || sched_getaffinity (0, sizeof before, &before) != 0)
    {
      g_test_skip ("the affinity of this process cannot be read");
      return;
    }

  CPU_ZERO (&one);
  CPU_SET ((gsize) cpu, &one);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  machine = psc_machine_read ();
  g_assert_cmpint (sched_setaffinity (0, sizeof before, &before), ==, 0);

  g_assert_cmpuint (machine->cpus_usable, ==, 1);
}

static void
test_file_limit (void)
{
  struct rlimit limit, before;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 64;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);

  /* What is enough stays, and what is not is raised as far as needed. */
  g_assert_cmpuint (psc_machine_raise_file_limit (50), ==, 64);
  g_assert_cmpuint (psc_machine_raise_file_limit (80), ==, 80);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 80);
  g_assert_cmpuint (limit.rlim_max, ==, before.rlim_max);

  limit.rlim_max = 90;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  g_assert_cmpuint (psc_machine_raise_file_limit (100), ==, 90);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/machine/quota", test_quota);
  g_test_add_func ("/machine/read", test_read);
  g_test_add_func ("/machine/affinity", test_affinity);
  g_test_add_func ("/machine/file-limit", test_file_limit);

  return g_test_run ();
}
