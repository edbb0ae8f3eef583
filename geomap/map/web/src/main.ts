/** The script of a page that holds its events. */
import { openDoor } from "./door";

openDoor();
