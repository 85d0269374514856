/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The running program takes commands from regularsctl over the session bus: one process writes. */
#pragma once

#include "ctl/rg-ctl.h"

G_BEGIN_DECLS

#define RG_TYPE_CTL_SERVICE (rg_ctl_service_get_type ())
G_DECLARE_FINAL_TYPE (RgCtlService, rg_ctl_service, RG, CTL_SERVICE, GObject)

/* Offers the commands on the connection for as long as the object lives, and writes its name into
 * the lock of the store's file. Each call runs in a thread of its own, on this store. */
RgCtlService *rg_ctl_service_new (GDBusConnection *connection, RgStore *store, GError **error);

/* Hands a call to the program that has the shop's file open. FALSE where nobody has, or who has it
 * takes no commands: then run it here. *code is the exit code; output has been written. argv is
 * without the program's name. */
gboolean rg_ctl_forward (const char *const *argv, int *code);

G_END_DECLS
