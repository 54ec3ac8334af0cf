import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService, type IEngineServer, type IResourceMonitorServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
